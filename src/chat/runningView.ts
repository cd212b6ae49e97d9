import type { ChatParts } from "./chatPorts.ts";
import type { Progress, Said, Waiting } from "./followAnswer.ts";
import type { Running } from "./viewFacts.ts";
import { say } from "../terms/words.ts";

/** The answer that is being made, with what ends it. */
export type RunningAnswer = Pick<Running, "turn" | "model" | "started"> & {
  /** What it had said before it went on; nothing for a new one. */
  readonly begun: Said;
  readonly abort: AbortController;
  /** Ends what is done for it before it is sent: with what that came to, it is. */
  readonly preparation: AbortController;
  readonly progress: () => Progress;
};

/** How far an answer is, as it is shown. */
export function runningView(
  { turn, model, started, abort, preparation, progress }: RunningAnswer,
  { reviews, clock }: Pick<ChatParts, "reviews" | "clock">,
): Running {
  const underReview = reviews.isAsking(abort.signal);
  const { answer, waiting } = progress();
  const isPrepared = waiting?.for === "code" && preparation.signal.aborted;
  const waitingFor = waiting &&
    !isPrepared && {
      words: waitingWords(waiting, model),
      forMs: Math.round(clock() - waiting.sinceMs),
      ...(waiting.for === "code" && ({ canBeCutShort: true } as const)),
    };
  return { turn, answer, model, started, underReview, ...(waitingFor && { waitingFor }) };
}

function waitingWords(waiting: Waiting, model: string): string {
  if (waiting.for === "code") return say("Finding code for your question");
  return waiting.for === "load" ? say("Loading {0}", model) : say("Waiting for the first word");
}
