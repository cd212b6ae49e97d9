import * as z from "zod/mini";
import { chainSchema, recordSchema, type LedgerRecord } from "./record.ts";

/** A record of which only the chain is known: another version may have written what this one cannot read. */
export type SealedRecord = Omit<LedgerRecord, "entry"> & { readonly entry: { readonly phase: string } };

const sealedSchema = z.extend(chainSchema, { entry: z.object({ phase: z.string() }) });

/** The record a stored line holds, whether or not this version knows what it says; `undefined` when it is none. */
export function readSealed(line: string): SealedRecord | undefined {
  const value = parse(line);
  // The value itself, not what the schema keeps of it: the chain must see what was added to a record, too.
  return sealedSchema.safeParse(value).success ? (value as SealedRecord) : undefined;
}

/** Whether this version knows what a record says. */
export function isKnown(record: SealedRecord): boolean {
  return recordSchema.safeParse(record).success;
}

/** The record a stored line holds; `undefined` when it is none, or none that this version knows. */
export function readRecord(line: string): LedgerRecord | undefined {
  const value = parse(line);
  return recordSchema.safeParse(value).success ? (value as LedgerRecord) : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
