import * as z from "zod/mini";
import { ledgerScopes, type FromLedgerView, type LedgerFilter } from "./ledgerMessages.ts";

const short = z.string().check(z.maxLength(2_000));
const filter = z.object({
  scope: z.enum(ledgerScopes),
  errands: z.boolean(),
  here: z.boolean(),
  text: short,
  /** A path can be as long as the system lets it be. */
  file: z.optional(z.string().check(z.maxLength(8_000))),
});

const schema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), zone: short, filter }),
  z.object({ type: z.literal("filter"), filter }),
  z.object({ type: z.literal("more") }),
  z.object({ type: z.literal("refresh"), filter }),
  z.object({ type: z.literal("readBody"), record: short }),
  z.object({ type: z.literal("export") }),
]);

function readFilter({ file, ...rest }: z.infer<typeof filter>): LedgerFilter {
  return { ...rest, ...(file !== undefined && { file }) };
}

/** Reads a message of the ledger's page, which is outside: `undefined` when it is none of ours. */
export function parseFromLedgerView(value: unknown): FromLedgerView | undefined {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  return "filter" in data ? { ...data, filter: readFilter(data.filter) } : data;
}
