import type { RequestRow } from "../ledger/ledgerRows.ts";
import { mayHaveStayed, whereabouts } from "./whereabouts.ts";

/**
 * What became of a request, as far as it was recorded. `unended`: it was meant for this device, and no end says that it
 * stayed there; `unsent`: it reached nobody.
 */
export type Fate = "stayed" | "unended" | "mayHaveLeft" | "left" | "unsent" | "refused";

/**
 * Judges a request by its records. `isRunning` tells whether this window has it under way: then it has no end yet, and
 * that says nothing.
 */
export function fateOf(
  request: Pick<RequestRow, "subject" | "end">,
  isRunning: (id: string) => boolean,
): Fate {
  const where = whereabouts(request);
  if (where === "stayed")
    return request.end === undefined && !isRunning(request.subject.id) ? "unended" : "stayed";
  return where === "left" && mayHaveStayed(request) ? "mayHaveLeft" : where;
}
