import type { AnswerView, ChatViewState, TurnView } from "../../src/protocol/messages.ts";
import { firstSentence } from "./firstSentence.ts";
import { say } from "../../src/terms/words.ts";

/**
 * What a screen reader is told when the state changes: that an answer is awaited, and once how it ended, with `rest`, the
 * words of it that were not spoken yet. Nothing about a conversation that was merely opened.
 */
export function announcement(
  before: ChatViewState | undefined,
  after: ChatViewState,
  rest: string,
): string | undefined {
  const turn = after.turns.at(-1);
  const earlier = before?.turns.find(({ id }) => id === turn?.id);
  if (turn === undefined || before?.conversation.id !== after.conversation.id) return undefined;
  if (isUnfinished(turn)) return waiting(earlier, turn.answer);
  const hasEnded = earlier === undefined || isUnfinished(earlier);
  return turnedTo(before, after) ?? (hasEnded ? ending(turn.answer, rest) : undefined);
}

/** Which of several answers or questions somebody turned to, if they did. */
function turnedTo(before: ChatViewState, after: ChatViewState): string | undefined {
  if (before.busy) return undefined;
  for (const [index, { id, siblings = [], answer, question }] of after.turns.entries()) {
    const earlier = before.turns[index];
    if (earlier === undefined) return undefined;
    if (siblings.includes(earlier.id) && earlier.id !== id)
      return say(
        "Question {0} of {1}: {2}",
        siblings.indexOf(id) + 1,
        siblings.length,
        firstSentence(question),
      );
    const { versions } = answer;
    if (versions !== undefined && earlier.answer.versions?.shown !== versions.shown)
      return say("Answer {0} of {1}: {2}", versions.shown + 1, versions.count, firstSentence(answer.text));
  }
  return undefined;
}

/** Whether more may come. */
export function isUnfinished({ answer }: TurnView): boolean {
  return answer.status === "waiting" || answer.status === "streaming";
}

function waiting(earlier: TurnView | undefined, { underReview, waitingFor }: AnswerView): string | undefined {
  if (underReview) return earlier?.answer.underReview ? undefined : say("Waiting for your review.");
  if (earlier !== undefined && isUnfinished(earlier)) return undefined;
  return waitingFor?.canBeCutShort ? `${waitingFor.words}.` : say("Waiting for the answer.");
}

function ending({ status, problem, note, measured }: AnswerView, rest: string): string {
  if (status === "stopped") return say("Answer stopped.");
  if (problem !== undefined) return problem.sentence;
  if (note !== undefined) return note;
  if (status !== "done") return say("No answer.");
  const end =
    measured === undefined
      ? say("Answer complete.")
      : say("Answer complete, {0}.", measured.destination.label);
  return rest === "" ? end : `${rest} ${end}`;
}
