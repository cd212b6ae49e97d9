import type { RequestRow } from "../ledger/ledgerRows.ts";
import { mayHaveStayed, whereabouts } from "./whereabouts.ts";

/**
 * What became of a request, as far as it was recorded. `unended`: it was meant for this device, and no end says that it
 * stayed there; `unsent`: it reached nobody.
 */
export type Fate = "stayed" | "unended" | "mayHaveLeft" | "left" | "unsent" | "refused";

/** Judges a request by its records alone: one that is still under way is `unended`, too. */
export function fateOf(request: Pick<RequestRow, "subject" | "end">): Fate {
  const where = whereabouts(request);
  if (where === "stayed") return request.end === undefined ? "unended" : "stayed";
  return where === "left" && mayHaveStayed(request) ? "mayHaveLeft" : where;
}
