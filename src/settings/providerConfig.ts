import * as z from "zod/mini";
import { err, ok, type Result } from "../base/result.ts";
import { closestName } from "./closestName.ts";
import { providerKinds, type ProviderKind } from "./providerPresets.ts";
import type { Complaint } from "./complaint.ts";
import { parseProviderUrl } from "./serverUrl.ts";
import { say } from "../terms/words.ts";

/** A configured model server or API. Its key, if it needs one, lives in SecretStorage under its origin. */
export type ProviderConfig = {
  /** The part before the slash in `provider/model`. */
  readonly id: string;
  readonly kind: ProviderKind;
  /** Without a trailing slash: what the paths of its wire format are added to, for OpenAI-compatible servers with `/v1`. */
  readonly url: string;
  /** What every sentence on screen calls it. */
  readonly label: string;
  /** Models to offer without asking the server. */
  readonly models: readonly string[];
};

/** Longest label, in characters. */
export const longestLabel = 60;
/** Longest name of a model, in characters. */
export const longestModel = 200;

const entrySchema = z.strictObject({
  kind: z.enum(providerKinds),
  url: z.optional(z.string()),
  label: z.optional(z.string().check(z.minLength(1), z.maxLength(longestLabel))),
  models: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(longestModel)))),
});

const properties = ["kind", "url", "label", "models"] as const;
/** What the id of a provider looks like; `ollama` is the built-in one's. A pattern of JSON Schema, too: it has no flags. */
export const idPattern = /^(?!ollama$)[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

/** Whether a name can be the id of a provider. */
export function isProviderId(id: string): boolean {
  return idPattern.test(id);
}

/** The provider that is there without configuration. */
export function ollamaProvider(url: string): ProviderConfig {
  return { id: "ollama", kind: "ollama", url, label: "Ollama", models: [] };
}

/** Names under which a key is written elsewhere; a header can hold one. */
const keyName = /key|token|secret|passw|authori[sz]ation|bearer|credential|^headers?$/i;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The properties of an entry that are called as keys are, whatever stands in them. They are never used. */
export function keyProperties(entry: unknown): readonly string[] {
  return isObject(entry) ? Object.keys(entry).filter((name) => keyName.test(name)) : [];
}

/** An entry without the properties that could hold a key. */
function withoutKeys(entry: unknown): unknown {
  const held = new Set(keyProperties(entry));
  return held.size === 0 || !isObject(entry)
    ? entry
    : Object.fromEntries(Object.entries(entry).filter(([name]) => !held.has(name)));
}

type Wrong = { readonly at: readonly string[]; readonly because: string };

/** A word from the settings, in quotes and not too long. */
function quoted(word: unknown): string {
  return `"${String(word).slice(0, 40)}"`;
}

function meant(written: string, names: readonly string[]): string {
  const closest = closestName(written, names);
  return closest === undefined ? "" : say("; did you mean {0}?", quoted(closest));
}

function wrongKind({ kind }: Readonly<Record<string, unknown>>): string {
  const known = say("known are {0}", providerKinds.join(", "));
  if (kind === undefined) return say("kind is missing; {0}", known);
  const guess = typeof kind === "string" ? meant(kind, providerKinds) : "";
  const what = typeof kind === "string" ? say("kind {0}", quoted(kind)) : say("this kind");
  return guess === ""
    ? say("{0} is unknown; {1}", what, known)
    : say("{0} is unknown{1} ({2})", what, guess, known);
}

const mustBe: { readonly [P in "url" | "label" | "models"]: string } = {
  url: say("url must be a text such as https://…/v1"),
  label: say("label must be a text of 1 to {0} letters", longestLabel),
  models: say("models must be a list of names of 1 to {0} letters", longestModel),
};

function wrongShape(entry: unknown, issue: z.core.$ZodIssue | undefined): Wrong {
  if (!isObject(entry) || issue === undefined)
    return { at: [], because: say('must be an object such as { "kind": "vllm" }') };
  if (issue.code === "unrecognized_keys") {
    const [name = ""] = issue.keys;
    return { at: [name], because: say("{0} has no meaning there{1}", quoted(name), meant(name, properties)) };
  }
  const [name] = issue.path;
  if (name === "url" || name === "label" || name === "models")
    return { at: issue.path.map(String), because: mustBe[name] };
  return { at: ["kind"], because: wrongKind(entry) };
}

function parseProvider(id: string, entry: unknown): Result<ProviderConfig, Wrong> {
  if (!isProviderId(id))
    return err({ at: [], because: say('an id has letters, digits, - and _ only, and is not "ollama"') });
  const parsed = entrySchema.safeParse(withoutKeys(entry));
  if (!parsed.success) return err(wrongShape(entry, parsed.error.issues[0]));
  const { kind, label = id, models = [] } = parsed.data;
  const url = parseProviderUrl(parsed.data.url, kind);
  return url.ok
    ? ok({ id, kind, url: url.value, label, models })
    : err({ at: ["url"], because: say("url {0}", url.error) });
}

type Entry = { readonly id: string; readonly raw: unknown; readonly parsed: Result<ProviderConfig, Wrong> };

function parseEntries(raw: unknown): readonly Entry[] {
  return Object.entries((raw ?? {}) as Readonly<Record<string, unknown>>).map(([id, entry]) => ({
    id,
    raw: entry,
    parsed: parseProvider(id, entry),
  }));
}

/** Reads `drawbridge.providers`: an entry that is wrong is left out whole, and the others are used. */
export function parseProviders(raw: unknown): Result<readonly ProviderConfig[], string> {
  if (!isObject(raw))
    return err(say('must be an object such as { "team": { "kind": "vllm", "url": "https://…/v1" } }'));
  return ok(parseEntries(raw).flatMap(({ parsed }) => (parsed.ok ? [parsed.value] : [])));
}

/** What {@link parseProviders} leaves out: whole entries that are wrong, and keys, which are never taken from settings. */
export function wrongProviders(raw: unknown): readonly Complaint[] {
  return parseEntries(raw).flatMap(({ id, raw: entry, parsed }): readonly Complaint[] => {
    const named = say("entry {0}", quoted(id));
    const keys = keyProperties(entry).map((name): Complaint => ({
      path: [id, name],
      sentence: say(
        "{0}: {1} is never used, because whatever reads your settings could read a key in them. Remove it there and use Drawbridge: Set API Key.",
        named,
        quoted(name),
      ),
      severity: "warning",
      holdsKey: true,
    }));
    if (parsed.ok) return keys;
    const { at, because } = parsed.error;
    const sentence = say(
      "{0}: {1}{2} This entry is not used.",
      named,
      because,
      because.endsWith("?") ? "" : ".",
    );
    return [{ path: [id, ...at], sentence, severity: "error" }, ...keys];
  });
}
