import * as z from "zod/mini";
import { err, ok, type Result } from "../base/result.ts";
import { say } from "../terms/words.ts";

/** One list of path rules in gitignore syntax. What a list re-includes with `!` it re-includes for itself alone. */
export type PathRuleList = {
  /** Who wrote it, in words a person reads: "your settings". */
  readonly from: string;
  readonly rules: readonly string[];
  /** URI of the only workspace folder whose files it is about; absent: all of them, and files outside. */
  readonly folder?: string;
};

/** Every list there is. A file that any list of `never` names is not read; one of `deviceOnly` stays on the device. */
export type PathRules = {
  readonly never: readonly PathRuleList[];
  readonly deviceOnly: readonly PathRuleList[];
};

/** What was written at one level of the settings, unchecked. */
export type SettingLevel = {
  readonly level: "user" | "machine" | "project";
  readonly value: unknown;
  /** URI of the folder whose settings these are. */
  readonly folder?: string;
};

const fromLevel: { readonly [L in SettingLevel["level"]]: string } = {
  user: "your settings",
  machine: "the settings of the remote machine",
  project: "this project's settings",
};

/** Most rules in one list or ignore file. */
export const mostRules = 1000;
const longestRule = 500;
/** A rule with more of them in one segment, or more segments of `**`, could take a matcher very long. */
const mostWildcards = 4;

/** Whether a rule can be matched in reasonable time; one that cannot must count as matching. */
export function isUsableRule(rule: string): boolean {
  const segments = rule.split("/");
  const wildcards = segments.map((segment) => segment.match(/\*+/g)?.length ?? 0);
  const anyDepth = segments.filter((segment) => segment === "**").length;
  return (
    rule.length <= longestRule &&
    !/[\r\n\0]/.test(rule) &&
    anyDepth <= mostWildcards &&
    wildcards.every((count) => count <= mostWildcards)
  );
}

/** The check on a list of rules, the same in settings and policy files. */
export const ruleListSchema = z
  .array(z.string().check(z.minLength(1), z.maxLength(longestRule), z.refine(isUsableRule)))
  .check(z.maxLength(mostRules));

/** The JSON schema of a list of rules, for the manifest. */
export const ruleListManifest = {
  type: "array",
  items: { type: "string", minLength: 1, maxLength: longestRule },
  maxItems: mostRules,
  default: [],
};

/** What a setting counts as when one of its levels cannot be read: nobody knows what it was meant to hide. */
export const everyFile: readonly PathRuleList[] = [{ from: "a setting that cannot be read", rules: ["*"] }];

/** Reads the lists of every level; one wrong level makes the whole setting wrong. */
export function parseRuleLevels(raw: unknown): Result<readonly PathRuleList[], string> {
  const lists: PathRuleList[] = [];
  for (const { level, value, folder } of raw as readonly SettingLevel[]) {
    const rules = ruleListSchema.safeParse(value);
    if (!rules.success) return err(say('must be a list of path rules such as ["secrets/", "*.private.ts"]'));
    if (rules.data.length === 0) continue;
    lists.push({ from: fromLevel[level], rules: rules.data, ...(folder !== undefined && { folder }) });
  }
  return ok(lists);
}
