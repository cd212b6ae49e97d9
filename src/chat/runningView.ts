import type { ChatParts } from "./chatPorts.ts";
import type { Progress, Said } from "./followAnswer.ts";
import type { Running } from "./viewFacts.ts";
import { say } from "../terms/words.ts";

/** The answer that is being made, with what ends it. */
export type RunningAnswer = Pick<Running, "turn" | "model" | "started"> & {
  /** What it had said before it went on; nothing for a new one. */
  readonly begun: Said;
  readonly abort: AbortController;
  readonly progress: () => Progress;
};

/** How far an answer is, as it is shown. */
export function runningView(
  { turn, model, started, abort, progress }: RunningAnswer,
  { reviews, clock }: Pick<ChatParts, "reviews" | "clock">,
): Running {
  const underReview = reviews.isAsking(abort.signal);
  const { answer, waiting } = progress();
  const words = waiting?.for === "load" ? say("Loading {0}", model) : say("Waiting for the first word");
  const waitingFor = waiting && { words, forMs: Math.round(clock() - waiting.sinceMs) };
  return { turn, answer, model, started, underReview, ...(waitingFor && { waitingFor }) };
}
