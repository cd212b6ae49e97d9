import type { Reach } from "../terms/destination.ts";
import { idOf } from "./chatTurns.ts";
import type { ViewFacts } from "./viewFacts.ts";

/** The latest turn that there is no room for, and where the person was told that the next question will go. */
export type SummaryDue = { readonly turn: string; readonly reach?: Reach };

/** What there is no room for beside the next question, if anything. */
export function summaryDue(shown: ViewFacts | undefined, reach: Reach | undefined): SummaryDue | undefined {
  if (shown === undefined) return undefined;
  const { lastDropped } = shown.room;
  const turn = lastDropped && idOf(shown.conversation, lastDropped);
  return turn === undefined ? undefined : { turn, ...(reach && { reach }) };
}
