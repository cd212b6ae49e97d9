import { measuredClass } from "../egress/measuredDestination.ts";
import type { RequestRow } from "../ledger/ledgerRows.ts";
import { destinationLabel, type DestinationClass } from "../terms/destination.ts";
import { fateOf, type Fate } from "./fate.ts";
import { isErrand, isPull } from "./ledgerWords.ts";

/** Where requests of a line went or may have gone. */
export type FlowDestination = {
  readonly class: DestinationClass;
  readonly host: string;
  readonly mayForward: boolean;
  /** The machine before a cloud, when that was not this device. */
  readonly via?: string;
};

/** The way that some requests took: from a part of Drawbridge, past the gate or not, to a destination or nowhere. */
export type FlowLine = {
  /** Tells it from every other way. */
  readonly id: string;
  /** A task as records name it, `errand:pull`, or `errand` for all other errands. */
  readonly part: string;
  readonly fate: Fate;
  /** Why it was stopped; empty when the gate let it through. */
  readonly refusal: string;
  /** Absent where nothing was sent. */
  readonly destination?: FlowDestination;
};

/** The way a request took, by the worst that is known; `isRunning` tells whether one of this window is under way. */
export function flowLineOf(row: RequestRow, isRunning: (id: string) => boolean): FlowLine {
  const { subject } = row;
  const fate = fateOf(row, isRunning);
  // A pull has the server go out itself: it does not pass for a question.
  const part = isErrand(subject.purpose) && !isPull(subject.purpose) ? "errand" : subject.purpose;
  const refusal = subject.phase === "refused" ? subject.refusal : "";
  if (fate === "refused" || fate === "unsent")
    return { id: JSON.stringify([part, fate, refusal]), part, fate, refusal };
  const destination = destinationOf(row);
  // What reads the same is the same: two servers on this device are one destination.
  const id = JSON.stringify([part, fate, destination.class, destinationLabel(destination)]);
  return { id, part, fate, refusal, destination };
}

/** Measured where it was, and never better than what the answer showed. */
function destinationOf({ subject, end }: RequestRow): FlowDestination {
  const { host, via, mayForward = false } = subject;
  const wasForwarded = end?.outcome === "forwarded";
  const measured = end?.address === undefined ? subject.class : measuredClass(subject.class, end.address);
  return {
    class: measured === "device" && wasForwarded ? "unverified" : measured,
    host,
    mayForward: mayForward || wasForwarded,
    ...(via !== undefined && { via }),
  };
}
