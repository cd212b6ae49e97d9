import * as z from "zod/mini";
import { err, ok, type Result } from "../base/result.ts";
import { modes, type Mode } from "../terms/mode.ts";
import { ruleListSchema } from "./pathRules.ts";
import { say } from "../terms/words.ts";

/** Who a policy file speaks for: a project, or whoever looks after the machine. */
export type PolicyAuthor = "project" | "machine";

/** What a policy file asks for. It can only make Drawbridge stricter. */
export type PolicyFile = {
  readonly mode?: Mode;
  /** Path rules, relative to the workspace folder. */
  readonly never: readonly string[];
  readonly deviceOnly: readonly string[];
  /** Ids of the only providers that may be used. */
  readonly providers?: readonly string[];
  /** Longest time that records of the ledger are kept; a machine's file only. */
  readonly ledgerDays?: number;
};

/** Largest policy file that is read, in bytes. */
export const largestPolicyFile = 64 * 1024;

const common = {
  version: z.literal(1).check(z.describe("The version of this format.")),
  mode: z.optional(z.enum(modes).check(z.describe("The loosest mode that is allowed, strictest first."))),
  never: z.optional(
    ruleListSchema.check(z.describe("Files that are never read, as path rules in gitignore syntax.")),
  ),
  deviceOnly: z.optional(
    ruleListSchema.check(
      z.describe("Files that only models on this device may see, as path rules in gitignore syntax."),
    ),
  ),
};
/** All workspaces share one ledger: only the machine may say how long it is kept, no project that one happens to open. */
const ofMachine = {
  ledgerDays: z.optional(
    z
      .int()
      .check(z.minimum(1), z.maximum(3650), z.describe("Most days that records of the ledger are kept.")),
  ),
  providers: z.optional(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(40)))
      .check(z.describe('The only providers that may be used, by their ids; "ollama" is the built-in one.')),
  ),
};

/** What may stand in a policy file; the JSON schemas for the editor are made from these. */
export const policyFileSchemas = {
  project: z.strictObject(common),
  machine: z.strictObject({ ...common, ...ofMachine }),
} as const satisfies { readonly [A in PolicyAuthor]: unknown };

/** Reads a policy file; the error completes the sentence "<file> …". */
export function parsePolicyFile(text: string, author: PolicyAuthor): Result<PolicyFile, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(say("is not JSON"));
  }
  const parsed = policyFileSchemas[author].safeParse(json);
  if (!parsed.success) return err(complaint(parsed.error.issues[0]));
  const asks: z.infer<typeof policyFileSchemas.machine> = parsed.data;
  const { mode, never = [], deviceOnly = [], ledgerDays, providers: allowed } = asks;
  return ok({
    never,
    deviceOnly,
    ...(mode !== undefined && { mode }),
    ...(allowed !== undefined && { providers: allowed }),
    ...(ledgerDays !== undefined && { ledgerDays }),
  });
}

function complaint(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "unrecognized_keys")
    return say('has "{0}", which has no meaning there', String(issue.keys[0]).slice(0, 40));
  const where = issue?.path.join(".") ?? "";
  return where === "" ? say("does not hold an object") : say('has a wrong "{0}"', where.slice(0, 60));
}
