import { nameOf } from "../base/nameOf.ts";
import { ruleFrom } from "../terms/ruleFrom.ts";
import { say } from "../terms/words.ts";

/** What the path rules say about a file; `from` says in words a person reads who wrote the rule. */
export type PathVerdict =
  | { readonly kind: "allowed" }
  /** It is not read, and goes nowhere. */
  | { readonly kind: "never"; readonly rule: string; readonly from: string }
  /** It may be used by models on this device only. */
  | { readonly kind: "deviceOnly"; readonly rule: string; readonly from: string };

/** A verdict that keeps a file from something. */
export type Restriction = Exclude<PathVerdict, { readonly kind: "allowed" }>;

/** `from` of the rules that Drawbridge brings itself. */
export const builtIn = "built in";

/** The verdict on a file no rule could be asked about: an error means excluded. */
export const unchecked: Restriction = { kind: "never", rule: "could not be checked", from: builtIn };

const strictestFirst = ["never", "deviceOnly", "allowed"] as const;

/** The strictest of several verdicts, and of equals the first. */
export function strictestVerdict(verdicts: readonly PathVerdict[]): PathVerdict {
  for (const kind of strictestFirst) {
    const found = verdicts.find((verdict) => verdict.kind === kind);
    if (found !== undefined) return found;
  }
  return { kind: "allowed" };
}

/** Why a file is not used, as a sentence. */
export function exclusionSentence(path: string, { rule, from }: Restriction): string {
  const name = nameOf(path);
  if (rule === unchecked.rule)
    return say("{0} is excluded: which rules are about it could not be checked.", name);
  return from === builtIn
    ? say("{0} is excluded by a built-in rule.", name)
    : say('{0} is excluded by the rule "{1}" ({2}).', name, rule, ruleFrom(from));
}

/** What stands beside a file that only models on this device may see. */
export function deviceOnlyNote({ rule, from }: Restriction): string {
  return say('stays on this device by the rule "{0}" ({1})', rule, ruleFrom(from));
}
