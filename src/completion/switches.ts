import { matchRules, type RuleMatcher } from "../context/matchRules.ts";
import { pathWithin, placeOf } from "../context/place.ts";
import type { PathRuleList } from "../settings/pathRules.ts";
import type { Here } from "../settings/readSettings.ts";
import type { NoSuggestion } from "./suggestion.ts";

/** Completion is switched off for a document. */
export type Off = Extract<NoSuggestion, { kind: "off" }>;

/** What completion is switched by; everything is asked again each time. */
export type SwitchParts = {
  /** Whether completion is on for a document, as far as its language and its folder go. */
  readonly isOn: (here: Here) => boolean;
  /** The lists of `drawbridge.completion.exclude`; the same array for as long as nothing has changed. */
  readonly exclude: () => readonly PathRuleList[];
  /** URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  /** Whether the file system takes `A` and `a` for the same name. */
  readonly foldsCase: boolean;
};

type Compiled = { readonly folder: string | undefined; readonly matches: RuleMatcher };

function compile(lists: readonly PathRuleList[], foldsCase: boolean): readonly Compiled[] {
  return lists.map(({ rules, folder }) => ({
    folder,
    matches: matchRules(
      rules.map((rule) => ({ rule, written: rule })),
      foldsCase,
    ),
  }));
}

/**
 * Tells whether completion is off for a document, and by which pattern when it is one. Rules are about the path that the
 * document is named by: below its workspace folder, or the whole path of what is in none.
 */
export function createSwitches(parts: SwitchParts): (here: Here) => Off | undefined {
  let known: { readonly lists: readonly PathRuleList[]; readonly compiled: readonly Compiled[] } | undefined;
  const rules = (): readonly Compiled[] => {
    const lists = parts.exclude();
    if (known?.lists !== lists) known = { lists, compiled: compile(lists, parts.foldsCase) };
    return known.compiled;
  };
  return (here) => {
    const { languageId } = here;
    if (!parts.isOn(here)) return { kind: "off", languageId };
    const pattern = firstMatch(rules(), here.uri, parts);
    return pattern === undefined ? undefined : { kind: "off", languageId, pattern };
  };
}

function firstMatch(
  compiled: readonly Compiled[],
  uri: string,
  { folders, foldsCase }: SwitchParts,
): string | undefined {
  if (compiled.length === 0) return undefined;
  const place = placeOf(uri);
  const inside = folders().flatMap((folder) => {
    const path = pathWithin(placeOf(folder), place, foldsCase);
    return path === undefined ? [] : [{ folder, path }];
  });
  const whole = { folder: undefined, path: place.path.replace(/^\/+/, "") };
  const named = inside.length > 0 ? inside : [whole];
  for (const { folder, matches } of compiled) {
    const meant = named.filter((each) => folder === undefined || folder === each.folder);
    const rule = meant.map(({ path }) => matches(path)).find((match) => match !== undefined);
    if (rule !== undefined) return rule;
  }
  return undefined;
}
