import type { LedgerRow } from "../ledger/ledgerRows.ts";
import type { EndEntry } from "../ledger/record.ts";
import { leavesDevice } from "../terms/destination.ts";

/** Outcomes before a byte of the request was written. */
const beforeBytes: ReadonlySet<string> = new Set([
  ...["unreachable", "addressRefused", "peerMismatch"],
  ...["keyMissing", "ledgerFailed"],
]);

/** Whether an attempt certainly sent nothing. What the editor's own fetch carries cannot be watched that closely. */
function sentNothing({ subject, end }: LedgerRow): boolean {
  if (end === undefined || end.address !== undefined || !beforeBytes.has(end.outcome)) return false;
  return subject.phase === "attempt" && subject.carrier !== "editor";
}

/** Whether the answer showed that a server forwarded what it had said it would not. */
export function wasForwarded(end: EndEntry | undefined): boolean {
  return end?.outcome === "forwarded";
}

/** What became of a request: it stayed, it left this device or may have, it reached nobody, or it was refused. */
export type Whereabouts = "stayed" | "left" | "unsent" | "refused";

/** Where a request went, to the best of what was recorded. Without an end it counts as gone. */
export function whereabouts(row: LedgerRow): Whereabouts {
  if (row.subject.phase === "refused") return "refused";
  if (sentNothing(row)) return "unsent";
  return leavesDevice(row.subject.class) || wasForwarded(row.end) ? "left" : "stayed";
}
