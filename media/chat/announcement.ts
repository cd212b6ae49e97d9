import type { AnswerView, ChatViewState, TurnView } from "../../src/protocol/messages.ts";

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
  if (isUnfinished(turn)) return waiting(earlier?.answer, turn.answer);
  return earlier === undefined || isUnfinished(earlier) ? ending(turn.answer, rest) : undefined;
}

/** Whether more may come. */
export function isUnfinished({ answer }: TurnView): boolean {
  return answer.status === "waiting" || answer.status === "streaming";
}

function waiting(earlier: AnswerView | undefined, { underReview }: AnswerView): string | undefined {
  if (underReview) return earlier?.underReview ? undefined : "Waiting for your review.";
  return earlier === undefined ? "Waiting for the answer." : undefined;
}

function ending({ status, problem, note, measured }: AnswerView, rest: string): string {
  if (status === "stopped") return "Answer stopped.";
  if (problem !== undefined) return problem.sentence;
  if (note !== undefined) return note;
  if (status !== "done") return "No answer.";
  const end = `Answer complete${measured === undefined ? "" : `, ${measured.destination.label}`}.`;
  return rest === "" ? end : `${rest} ${end}`;
}
