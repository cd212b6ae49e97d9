import { isLoopbackHost } from "../destinations/locate.ts";
import { isProviderId, longestLabel, longestModel, type ProviderConfig } from "../settings/providerConfig.ts";
import { isPlainToPublic } from "../settings/plainHttp.ts";
import { presetOf, type ProviderKind } from "../settings/providerPresets.ts";
import { parseProviderUrl } from "../settings/serverUrl.ts";
import { modeLabel, type Mode } from "../terms/mode.ts";
import { say } from "../terms/words.ts";

/** What stands in `drawbridge.providers` under an id. */
export type WrittenEntry = {
  readonly kind: ProviderKind;
  readonly url?: string;
  readonly label?: string;
  readonly models?: readonly string[];
};

/** Whether what was typed can be used; `note`: what becomes of it. */
export type Verdict =
  { readonly kind: "wrong"; readonly sentence: string } | { readonly kind: "fine"; readonly note?: string };

const plainToPublic = say(
  "Plain http to a host that looks public: nothing is sent there unless the host is your own; use https",
);

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/**
 * Judges an address as it is typed, and says how it will be written and when nothing will be sent there. Nothing typed: the
 * kind's own address.
 */
export function judgeUrl(typed: string, kind: ProviderKind, ownHosts: readonly string[]): Verdict {
  const url = parseProviderUrl(typed.trim() === "" ? undefined : typed, kind);
  if (!url.ok)
    return {
      kind: "wrong",
      sentence: capital(say("the address {0}{1}", url.error, url.error.endsWith("?") ? "" : ".")),
    };
  const notes = [
    ...(url.value === typed.trim() ? [] : [say("Used as {0}", url.value)]),
    ...(isPlainToPublic(url.value, ownHosts) ? [plainToPublic] : []),
  ];
  return notes.length === 0 ? { kind: "fine" } : { kind: "fine", note: notes.join(". ") };
}

/** An id for a name: its letters, digits, - and _, and a number where another provider has that id. */
export function idFor(label: string, taken: ReadonlySet<string>): string | undefined {
  const base = label
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "-")
    .replaceAll(/^[-_]+|-+$/g, "")
    .slice(0, 36);
  const candidates = [base, ...Array.from({ length: taken.size + 2 }, (_, index) => `${base}-${index + 2}`)];
  return candidates.find((id) => isProviderId(id) && !taken.has(id));
}

/** Judges a name as it is typed, of a provider that has an id already. */
export function judgeLabel(typed: string): Verdict {
  const { length } = typed.trim();
  return length > 0 && length <= longestLabel
    ? { kind: "fine" }
    : { kind: "wrong", sentence: say("A name has 1 to {0} letters.", longestLabel) };
}

/** The models in a list with commas between them. */
export function modelsIn(typed: string): readonly string[] {
  return [...new Set(typed.split(",").map((name) => name.trim()))].filter((name) => name !== "");
}

/** Judges a list of models as it is typed. */
export function judgeModels(typed: string): Verdict {
  const models = modelsIn(typed);
  if (models.some(({ length }) => length > longestModel))
    return { kind: "wrong", sentence: say("A model's name has at most {0} letters.", longestModel) };
  return models.length < 2 ? { kind: "fine" } : { kind: "fine", note: say("{0} models", models.length) };
}

/** Judges a name as it is typed, and says which id it gets. */
export function judgeName(typed: string, taken: ReadonlySet<string>): Verdict {
  const label = typed.trim();
  const judged = judgeLabel(label);
  if (judged.kind === "wrong") return judged;
  const id = idFor(label, taken);
  return id === undefined
    ? {
        kind: "wrong",
        sentence: say(
          "A name needs a letter from a to z or a digit: its id in the settings is made of them.",
        ),
      }
    : { kind: "fine", note: say('In the settings it is "{0}"', id) };
}

/** Whose machine a server can be: only the user knows of one that is neither this one nor a maker's API. */
export function mayBeOwn(url: string, kind: ProviderKind, ownHosts: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return presetOf(kind).key !== "required" && !isLoopbackHost(hostname) && !ownHosts.includes(hostname);
}

/** Whether the door sends no key to an address: over plain http it does only to this machine. */
export function neverCarriesKey(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !isLoopbackHost(hostname);
}

/** An entry as short as it can be: what its kind says by itself is left out. */
export function entryOf({ id, kind, url, label, models }: ProviderConfig): WrittenEntry {
  return {
    kind,
    ...(url !== presetOf(kind).url && { url }),
    ...(label !== id && { label }),
    ...(models.length > 0 && { models }),
  };
}

/** Says what was added and when it may be used: adding changes no mode. */
export function addedSentence(
  { label, url }: Pick<ProviderConfig, "label" | "url">,
  ownHosts: readonly string[],
  mode: Mode,
): string {
  const { hostname } = new URL(url);
  if (isLoopbackHost(hostname)) return say("{0} is added.", label);
  const own = ownHosts.includes(hostname);
  const from = own
    ? say('It is on a machine of your own and may be used from mode "{0}" on', modeLabel("network"))
    : say(
        'It is a cloud and may be used in modes "{0}" and "{1}" only',
        modeLabel("ask"),
        modeLabel("cloud"),
      );
  return say('{0} is added. {1}; this workspace stays in "{2}".', label, from, modeLabel(mode));
}
