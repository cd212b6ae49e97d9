import type { LedgerRecord } from "../ledger/record.ts";
import { leavesDevice } from "../terms/destination.ts";
import { wasForwarded } from "./whereabouts.ts";

/** One day in numbers: sends that stayed on this device, sends that left it or may have, errands, and refusals. */
export type DayCounts = {
  readonly day: string;
  readonly onDevice: number;
  readonly offDevice: number;
  /** Requests without any text of the user's. */
  readonly errands: number;
  readonly refused: number;
  /** How many of the sends were forwarded by a server that had said it would not: where they stayed is not known. */
  readonly forwarded: number;
};

type Kind = Exclude<keyof DayCounts, "day">;

/** A day with nothing in it; `day` is `2026-01-31`, UTC like the ledger. */
export function emptyDay(day: string): DayCounts {
  return { day, onDevice: 0, offDevice: 0, errands: 0, refused: 0, forwarded: 0 };
}

function kindOf({ entry }: LedgerRecord): Kind | undefined {
  if (entry.phase === "end") return wasForwarded(entry) ? "forwarded" : undefined;
  if (entry.phase === "refused") return "refused";
  if (entry.purpose.startsWith("errand:")) return "errands";
  return leavesDevice(entry.class) ? "offDevice" : "onDevice";
}

/** Counts one more record; records of another day change nothing, nor do ends, unless they tell of forwarding. */
export function countRecord(counts: DayCounts, record: LedgerRecord): DayCounts {
  const kind = record.time.startsWith(counts.day) ? kindOf(record) : undefined;
  return kind === undefined ? counts : { ...counts, [kind]: counts[kind] + 1 };
}

/** Two counts of one day together; a count of another day changes nothing. */
export function addCounts(counts: DayCounts, more: DayCounts): DayCounts {
  if (more.day !== counts.day) return counts;
  return {
    day: counts.day,
    onDevice: counts.onDevice + more.onDevice,
    offDevice: counts.offDevice + more.offDevice,
    errands: counts.errands + more.errands,
    refused: counts.refused + more.refused,
    forwarded: counts.forwarded + more.forwarded,
  };
}

/** What is known of today; without the other windows until they have been counted. */
export type Today = { readonly counts: DayCounts; readonly everyWindow: boolean };

/** `Today: 12 sent on this device, 0 off it. 31 errands without text of yours, 0 refused.` */
export function dayLine(
  { onDevice, offDevice, errands, refused, forwarded }: DayCounts,
  when: "Today" | "Today in this window" = "Today",
): string {
  const line = `${when}: ${onDevice} sent on this device, ${offDevice} off it. ${errands} errands without text of yours, ${refused} refused.`;
  return forwarded === 0
    ? line
    : `${line} ${forwarded} answered from elsewhere by a server that had not said so: what was sent may have left.`;
}
