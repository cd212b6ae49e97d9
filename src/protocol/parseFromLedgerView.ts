import * as z from "zod/mini";
import { ledgerScopes, type FromLedgerView, type LedgerFilter, type LedgerFlow } from "./ledgerMessages.ts";

const short = z.string().check(z.maxLength(2_000));
/** A path can be as long as the system lets it be, and what a line of the data flow is called holds a name of a host. */
const long = z.string().check(z.maxLength(8_000));
const filter = z.object({
  scope: z.enum(ledgerScopes),
  errands: z.boolean(),
  here: z.boolean(),
  text: short,
  file: z.optional(long),
  flow: z.optional(z.object({ line: long, title: long, since: z.optional(short) })),
});

const schema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), zone: short, filter }),
  z.object({ type: z.literal("filter"), filter }),
  z.object({ type: z.literal("more") }),
  z.object({ type: z.literal("refresh"), filter }),
  z.object({ type: z.literal("readBody"), record: short }),
  z.object({ type: z.literal("export") }),
  z.object({ type: z.literal("openFlow") }),
]);

function readFilter({ file, flow, ...rest }: z.infer<typeof filter>): LedgerFilter {
  return { ...rest, ...(file !== undefined && { file }), ...(flow && { flow: readFlow(flow) }) };
}

function readFlow({ line, title, since }: NonNullable<z.infer<typeof filter>["flow"]>): LedgerFlow {
  return { line, title, ...(since !== undefined && { since }) };
}

/** Reads a message of the ledger's page, which is outside: `undefined` when it is none of ours. */
export function parseFromLedgerView(value: unknown): FromLedgerView | undefined {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  return "filter" in data ? { ...data, filter: readFilter(data.filter) } : data;
}
