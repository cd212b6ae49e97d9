import { createHash } from "node:crypto";
import type { SealedRecord } from "./readRecord.ts";
import type { LedgerEntry, LedgerRecord } from "./record.ts";

/** `prev` of the first record of a file. */
export const genesis = "0".repeat(64);

/** The hash a record should carry. */
export function recordHash(unsealed: Omit<SealedRecord, "hash">): string {
  const { v, seq, time, prev, entry } = unsealed;
  return createHash("sha256")
    .update(JSON.stringify([v, seq, time, prev, sorted(entry)]))
    .digest("hex");
}

/** JSON of an object depends on the order of its keys; a hash must not. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Numbers, dates and chains an entry after the record before it. */
export function sealRecord(
  entry: LedgerEntry,
  previous: LedgerRecord | undefined,
  time: string,
): LedgerRecord {
  const seq = previous === undefined ? 0 : previous.seq + 1;
  const unsealed = { v: 1 as const, seq, time, prev: previous?.hash ?? genesis, entry };
  return { ...unsealed, hash: recordHash(unsealed) };
}
