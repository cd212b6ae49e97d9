import { err, ok, type Result } from "../base/result.ts";
import { isMode, modeLabel, modes, strictest, type Mode } from "../terms/mode.ts";
import { parseModelRef, type ModelRef } from "../terms/modelRef.ts";
import { parseRoutes, routesManifest, type ModelRoutes } from "./modelRoutes.ts";
import { everyFile, parseRuleLevels, ruleListManifest, type PathRuleList } from "./pathRules.ts";
import { parseProviders, wrongProviders, type ProviderConfig } from "./providerConfig.ts";
import type { PickedTask } from "../terms/task.ts";
import type { Complaint } from "./complaint.ts";
import { parseServerUrl } from "./serverUrl.ts";
import { say } from "../terms/words.ts";

/**
 * Who may decide a setting. `user`: only the user's own settings, never a workspace, folder or remote machine.
 * `tighten`: every level is heard, and only the strictest counts. `tightenHere`: the same for one document, where the
 * value for its language comes before the general one of the same level and only its own folder is heard. `add`: what every level says counts together.
 */
export type Authority = "user" | "tighten" | "tightenHere" | "add";

/** One setting: its manifest entry and the check on its raw value come from the same row. */
export type Row<T> = {
  readonly section: "Privacy" | "Models" | "Completion" | "Editing";
  readonly authority: Authority;
  readonly fallback: T;
  /** Used instead of `fallback` when a value was set but is wrong: what fails must fail on the safe side. */
  readonly whenWrong?: T;
  /** The entry in package.json, without what {@link Authority} implies. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /**
   * Checks a raw value; the error completes the sentence "`drawbridge.x.y` …". For `tighten` and `tightenHere` the raw
   * value is the list of every value that counts, for `add` that list with the level of each.
   */
  readonly parse: (raw: unknown) => Result<T, string>;
  /** Says what `parse` left out of a value that it took. */
  readonly leftOut?: (raw: unknown) => readonly Complaint[];
};

function row<T>(definition: Row<T>): Row<T> {
  return definition;
}

function parseMode(raw: unknown): Result<Mode, string> {
  return isMode(raw) ? ok(raw) : err(say("must be one of {0}", modes.join(", ")));
}

function parseModes(raw: unknown): Result<Mode, string> {
  const values: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return values.every(isMode) ? ok(strictest(values)) : err(say("must be one of {0}", modes.join(", ")));
}

function wholeNumber(least: number, most: number): (raw: unknown) => Result<number, string> {
  return (raw) =>
    typeof raw === "number" && Number.isInteger(raw) && raw >= least && raw <= most
      ? ok(raw)
      : err(say("must be a whole number from {0} to {1}", least, most));
}

/** A number of days: its manifest entry and its check. */
function days(least: number, fallback: number, markdownDescription: string) {
  const most = 3650;
  return {
    fallback,
    manifest: { type: "integer", minimum: least, maximum: most, default: fallback, markdownDescription },
    parse: wholeNumber(least, most),
  };
}

function parseSwitches(raw: unknown): Result<boolean, string> {
  const values: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return values.every((value) => typeof value === "boolean")
    ? ok(values.every(Boolean))
    : err(say("must be true or false"));
}

function modeChoice(choices: readonly Mode[]): Readonly<Record<string, unknown>> {
  return { type: "string", enum: choices, enumItemLabels: choices.map(modeLabel) };
}

const exampleModels = {
  chat: "ollama/qwen2.5-coder:7b",
  completion: "ollama/qwen2.5-coder:7b",
  embed: "ollama/nomic-embed-text",
} as const satisfies { readonly [T in PickedTask | "embed"]: string };

function modelChoice(
  task: keyof typeof exampleModels,
  description: string,
  links: string,
): Row<ModelRef | undefined> {
  const example = exampleModels[task];
  return row<ModelRef | undefined>({
    section: "Models",
    authority: "user",
    fallback: undefined,
    manifest: {
      type: "string",
      default: "",
      markdownDescription: `${description} Written \`provider/model\`, for example \`${example}\`. Empty: chosen from what is there. ${links}`,
    },
    parse: (raw) => {
      if (raw === "") return ok(undefined);
      const ref = typeof raw === "string" ? parseModelRef(raw.trim()) : undefined;
      return ref === undefined
        ? err(say("must be written provider/model, such as {0}, or left empty ({1})", example, task))
        : ok(ref);
    },
  });
}

/** A host the way a URL writes it; `undefined` for anything that is more than a host. */
function parseHost(entry: unknown): string | undefined {
  const text = typeof entry === "string" ? entry.trim() : "";
  const host = /^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*$/i.test(text) ? `[${text}]` : text;
  const isPlain = /^(?:\[[\da-f:.]+\]|[^\s/\\?#@:[\]]+)$/i.test(host);
  return isPlain ? URL.parse(`http://${host}/`)?.hostname : undefined;
}

function parseHosts(raw: unknown): Result<readonly string[], string> {
  if (!Array.isArray(raw)) return err(say("must be a list of host names or addresses"));
  const hosts = (raw as readonly unknown[]).map(parseHost);
  return hosts.every((host) => host !== undefined)
    ? ok(hosts)
    : err(
        say(
          "must hold plain host names or addresses such as gpu-box or 192.168.1.20, without scheme or port",
        ),
      );
}

function pathRules(
  section: "Privacy" | "Completion",
  markdownDescription: string,
): Row<readonly PathRuleList[]> {
  return row<readonly PathRuleList[]>({
    section,
    authority: "add",
    fallback: [],
    whenWrong: everyFile,
    manifest: { ...ruleListManifest, markdownDescription },
    parse: parseRuleLevels,
  });
}

/** A switch of the person's own. */
function usersSwitch(section: Row<boolean>["section"], fallback: boolean, markdownDescription: string) {
  return row<boolean>({
    ...{ section, fallback, authority: "user" },
    manifest: { type: "boolean", default: fallback, markdownDescription },
    parse: (raw) => (typeof raw === "boolean" ? ok(raw) : err(say("must be true or false"))),
  });
}

/** Characters of what a person wants of every commit message. */
const longestInstructions = 2000;

const privacy = { section: "Privacy" as const, authority: "user" as const };

/** Every setting of Drawbridge, by its key without the `drawbridge.` in front. */
export const table = {
  "privacy.defaultMode": row<Mode>({
    ...privacy,
    fallback: "onDevice",
    manifest: {
      ...modeChoice(["onDevice", "network", "ask"]),
      default: "onDevice",
      markdownDescription:
        "The mode a workspace starts in until you choose one for it. *Cloud allowed* is not offered here: only you can allow it, workspace by workspace.",
    },
    parse: (raw) =>
      isMode(raw) && raw !== "cloud" ? ok(raw) : err(say("must be one of onDevice, network, ask")),
  }),
  "privacy.ceiling": row<Mode>({
    ...privacy,
    fallback: "cloud",
    whenWrong: "onDevice",
    manifest: {
      ...modeChoice(modes),
      default: "cloud",
      markdownDescription: "The loosest mode any workspace of yours may be in, whatever was chosen there.",
    },
    parse: parseMode,
  }),
  "privacy.workspaceMode": row<Mode>({
    section: "Privacy",
    authority: "tighten",
    fallback: "cloud",
    whenWrong: "onDevice",
    manifest: {
      ...modeChoice(modes),
      default: "cloud",
      markdownDescription:
        "The loosest mode this project asks for. It can only make Drawbridge stricter; a project can never allow more than you did.",
    },
    parse: parseModes,
  }),
  "network.hosts": row<readonly string[]>({
    ...privacy,
    fallback: [],
    manifest: {
      type: "array",
      items: { type: "string" },
      default: [],
      markdownDescription:
        "Host names or addresses that are your own: a machine on your LAN, a server behind your VPN. They may be used in mode *My network* and looser, after one confirmation each.",
    },
    parse: parseHosts,
  }),
  "context.never": pathRules(
    "Privacy",
    "Files that Drawbridge never reads, as path rules in gitignore syntax, such as `secrets/` or `*.private.ts`. Relative to the workspace folder; for files outside, to the whole path. What you, a project and its policy file list is added up, and nothing can take a rule back.",
  ),
  "context.deviceOnly": pathRules(
    "Privacy",
    "Files that only models on this device may see, whatever the mode, as path rules in gitignore syntax. Added up like `#drawbridge.context.never#`.",
  ),
  "ledger.days": row<number>({
    ...privacy,
    ...days(1, 180, "Days for which the ledger keeps its records."),
  }),
  "ledger.bodyDays": row<number>({
    ...privacy,
    ...days(
      0,
      7,
      "Days for which the exact text of what was sent to your network or a cloud is kept beside the ledger, so that you can read what left. 0: none is kept. What is sent to this device is never kept.",
    ),
  }),
  "ollama.url": row<string>({
    section: "Models",
    authority: "user",
    fallback: "http://127.0.0.1:11434",
    manifest: {
      type: "string",
      default: "http://127.0.0.1:11434",
      markdownDescription:
        "Where Ollama listens. [Edit](command:drawbridge.editProvider) · [Test](command:drawbridge.testProvider) · [Add a further server](command:drawbridge.addProvider)",
    },
    parse: parseServerUrl,
  }),
  "chat.model": modelChoice(
    "chat",
    "The model that answers in the side panel.",
    "[Choose a chat model](command:drawbridge.chooseChatModel)",
  ),
  "completion.model": modelChoice(
    "completion",
    "The model that completes code while you type.",
    "[Choose a completion model](command:drawbridge.chooseCompletionModel)",
  ),
  "embedding.model": modelChoice(
    "embed",
    "The model by which the code index finds code that says the same in other words. It is only ever asked on this device, in every mode.",
    "[Build the code index](command:drawbridge.buildCodeIndex)",
  ),
  providers: row<readonly ProviderConfig[]>({
    section: "Models",
    authority: "user",
    fallback: [],
    manifest: {
      type: "object",
      default: {},
      tags: ["usesOnlineServices"],
      markdownDescription:
        'Further model servers and APIs, by a name of your choice: `"team": { "kind": "vllm", "url": "https://…/v1", "label": "Team server" }`. Keys never go here. [Add a provider](command:drawbridge.addProvider) · [Edit](command:drawbridge.editProvider) · [Test](command:drawbridge.testProvider) · [Remove](command:drawbridge.removeProvider) · [Set an API key](command:drawbridge.setKey)',
    },
    parse: parseProviders,
    leftOut: wrongProviders,
  }),
  routes: row<ModelRoutes>({
    section: "Models",
    authority: "user",
    fallback: {},
    manifest: {
      ...routesManifest,
      markdownDescription:
        'For each task the models to use, in order: `"chat": ["openai/gpt-5", "ollama/qwen2.5-coder:7b"]`. The next one is used when the server of one before it fails, but only if it is no farther away: never a cloud instead of this device. What is picked in `#drawbridge.chat.model#` or `#drawbridge.completion.model#` comes first. `"edit"` (code changed where it stands) and `"commit"` (commit messages) go where chat goes unless they have lists of their own. When a cloud fails, a model on this device answers even without a list. [Choose a chat model](command:drawbridge.chooseChatModel) · [Choose a completion model](command:drawbridge.chooseCompletionModel) · [Add a provider](command:drawbridge.addProvider) · [Test](command:drawbridge.testProvider)',
    },
    parse: parseRoutes,
  }),
  "completion.enabled": row<boolean>({
    section: "Completion",
    authority: "tightenHere",
    fallback: true,
    whenWrong: false,
    manifest: {
      type: "boolean",
      default: true,
      markdownDescription:
        "Complete code while you type. Off means no requests at all. Can be set per language. A project can only switch it off.",
    },
    parse: parseSwitches,
  }),
  "completion.exclude": pathRules(
    "Completion",
    "Files in which nothing is completed, as path rules in gitignore syntax, such as `*.md` or `fixtures/`. Added up like `#drawbridge.context.never#`: a project can only switch it off for more files.",
  ),
  "completion.eco": usersSwitch(
    "Completion",
    false,
    "Ask only when you pause, and never warm up. Fewer requests and a cooler machine; suggestions come later.",
  ),
  "commit.instructions": row<string>({
    section: "Editing",
    authority: "user",
    fallback: "",
    manifest: {
      type: "string",
      default: "",
      maxLength: longestInstructions,
      editPresentation: "multilineText",
      markdownDescription:
        "What you want of every commit message that Drawbridge writes, in your own words: its language, its form, what to leave out. Without it a message follows the latest ones of the repository. A repository can say more in `.drawbridge/commit.md`, once you trust it.",
    },
    parse: (raw) =>
      typeof raw === "string" && raw.length <= longestInstructions
        ? ok(raw)
        : err(say("must be a text of at most {0} characters", longestInstructions)),
  }),
  "menus.editor": usersSwitch(
    "Editing",
    true,
    "Show what Drawbridge can do with code as a submenu of the editor's context menu.",
  ),
  "menus.lightBulb": usersSwitch(
    "Editing",
    true,
    "Offer to fix and explain problems, to write docs and tests, and to find names, where the editor lists quick fixes and refactorings.",
  ),
};

/** A key of {@link table}. */
export type SettingKey = keyof typeof table;

/** The settings that only the user may set, in the order of the table. */
export const usersOwn = (Object.keys(table) as readonly SettingKey[]).filter(
  (key) => table[key].authority === "user",
);

/** The value a row yields. */
export type SettingValue<K extends SettingKey> = (typeof table)[K] extends Row<infer T> ? T : never;
