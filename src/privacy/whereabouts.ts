import type { LedgerRow, RequestRow } from "../ledger/ledgerRows.ts";
import type { EndEntry } from "../ledger/record.ts";
import { leavesDevice, type DestinationClass } from "../terms/destination.ts";

/** What is recorded of a request or an opened link: its attempt, refusal or opening, and its end when it has one. */
export type Recorded = Pick<LedgerRow, "subject" | "end">;

/** Outcomes before a byte of the request was written. */
const beforeBytes: ReadonlySet<string> = new Set([
  ...["unreachable", "addressRefused", "peerMismatch"],
  ...["keyMissing", "ledgerFailed"],
]);

/** Whether an attempt certainly sent nothing. What the editor's own fetch carries cannot be watched that closely. */
function sentNothing({ subject, end }: Recorded): boolean {
  if (end === undefined || end.address !== undefined || !beforeBytes.has(end.outcome)) return false;
  return subject.phase === "attempt" && subject.carrier !== "editor";
}

/** Whether the answer showed that a server forwarded what it had said it would not. */
function wasForwarded(end: EndEntry | undefined): boolean {
  return end?.outcome === "forwarded";
}

/**
 * What became of a request: it stayed, it left this device or may have, it reached nobody, or it was refused. The address
 * of an opened link leaves through the browser; where the editor did not open it, it reached nobody.
 */
export type Whereabouts = "stayed" | "left" | "unsent" | "refused";

/** Where a request or the address of a link went, to the best of what was recorded. Without an end it counts as gone. */
export function whereabouts(recorded: Recorded): Whereabouts {
  const { subject, end } = recorded;
  if (subject.phase === "refused") return "refused";
  if (subject.phase === "opened") return end?.outcome === "notOpened" ? "unsent" : "left";
  if (sentNothing(recorded)) return "unsent";
  return leavesDevice(subject.class) || wasForwarded(end) ? "left" : "stayed";
}

/** On the machine that Drawbridge runs on, behind an address that does not tell who answers there. */
const perhapsHere: ReadonlySet<DestinationClass> = new Set(["unverified", "remoteDevice"]);

/** Whether of a request that counts as gone no more is known than that it may have left. */
export function mayHaveStayed({ subject, end }: Pick<RequestRow, "subject" | "end">): boolean {
  return end === undefined || perhapsHere.has(subject.class) || wasForwarded(end);
}
