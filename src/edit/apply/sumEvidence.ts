import type { ApplyEvidence } from "./applyPlan.ts";

/** What several changes of a file rest on together. */
export function sumEvidence(all: readonly ApplyEvidence[]): ApplyEvidence {
  const sum = { kept: 0, changed: 0, added: 0, removed: 0 };
  for (const { kept, changed, added, removed } of all) {
    sum.kept += kept;
    sum.changed += changed;
    sum.added += added;
    sum.removed += removed;
  }
  return sum;
}
