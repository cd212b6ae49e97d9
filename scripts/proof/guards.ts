import { whatNoneHolds } from "./mutations/coverage.ts";
import { mutations } from "./mutations/mutations.ts";
import { runMutations, type MutationOutcome } from "./mutations/runMutations.ts";

/** What came of taking every guard out, and what no guard of the list holds. */
export type GuardProof = {
  readonly outcomes: readonly MutationOutcome[];
  /** Rules and kinds of refusal without a guard; none, or the list is not whole. */
  readonly gaps: readonly string[];
};

/** Takes out one guard after the other; each must turn the test that is named for it red. */
export async function proveGuards(): Promise<GuardProof> {
  return { outcomes: await runMutations(), gaps: whatNoneHolds(mutations) };
}

/** Whether every guard was missed by its test, and nothing is without one. */
export function areHeld({ outcomes, gaps }: GuardProof): boolean {
  return gaps.length === 0 && outcomes.length > 0 && outcomes.every(({ outcome }) => outcome === "caught");
}
