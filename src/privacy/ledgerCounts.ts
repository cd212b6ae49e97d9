import type { LedgerFile } from "../ledger/ledger.ts";
import type { LedgerRecord } from "../ledger/record.ts";
import { leavesDevice } from "../terms/destination.ts";

/** Requests of one day: those that stayed on this device, those that did not or may not have, and those refused. */
export type DayCounts = {
  readonly day: string;
  readonly onDevice: number;
  readonly offDevice: number;
  readonly refused: number;
};

/** A day with nothing in it; `day` is `2026-01-31`, UTC like the ledger. */
export function emptyDay(day: string): DayCounts {
  return { day, onDevice: 0, offDevice: 0, refused: 0 };
}

/** Counts one more record; records of another day and ends change nothing. */
export function countRecord(counts: DayCounts, { time, entry }: LedgerRecord): DayCounts {
  if (!time.startsWith(counts.day)) return counts;
  switch (entry.phase) {
    case "attempt":
      return leavesDevice(entry.class)
        ? { ...counts, offDevice: counts.offDevice + 1 }
        : { ...counts, onDevice: counts.onDevice + 1 };
    case "refused":
      return { ...counts, refused: counts.refused + 1 };
    case "end":
      return counts;
  }
}

/** Counts a whole ledger. */
export function countDay(files: readonly LedgerFile[], day: string): DayCounts {
  return files.flatMap(({ records }) => records).reduce(countRecord, emptyDay(day));
}
