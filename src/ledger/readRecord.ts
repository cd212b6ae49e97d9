import { recordSchema, type LedgerRecord } from "./record.ts";

/** The record a stored line holds; `undefined` when it is none. */
export function readRecord(line: string): LedgerRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    // The value itself, not what the schema keeps of it: the chain must see what was added to a record, too.
    return recordSchema.safeParse(value).success ? (value as LedgerRecord) : undefined;
  } catch {
    return undefined;
  }
}
