import type { AnswerView, ChatViewState, TurnView } from "../../src/protocol/messages.ts";
import { plainText } from "./blockNodes.ts";
import { wholeMarkdown } from "./incrementalMarkdown.ts";
import type { BlockNode } from "./markdownNodes.ts";

const longest = 160;

/**
 * What a screen reader is told when the state changes: how the last answer ended, once. Nothing while text streams in,
 * and nothing about a conversation that was merely opened.
 */
export function announcement(before: ChatViewState | undefined, after: ChatViewState): string | undefined {
  const turn = after.turns.at(-1);
  const earlier = before?.turns.find(({ id }) => id === turn?.id);
  if (turn === undefined || before?.conversation.id !== after.conversation.id) return undefined;
  if (isUnfinished(turn)) return waiting(earlier?.answer, turn.answer);
  return turnedTo(before, after) ?? (hasEnded(earlier) ? ending(turn.answer) : undefined);
}

function hasEnded(earlier: TurnView | undefined): boolean {
  return earlier === undefined || isUnfinished(earlier);
}

/** Which of several answers or questions somebody turned to, if they did. */
function turnedTo(before: ChatViewState, after: ChatViewState): string | undefined {
  if (before.busy) return undefined;
  for (const [index, { id, siblings = [], answer, question }] of after.turns.entries()) {
    const earlier = before.turns[index];
    if (earlier === undefined) return undefined;
    if (siblings.includes(earlier.id) && earlier.id !== id)
      return `Question ${siblings.indexOf(id) + 1} of ${siblings.length}: ${firstSentence(question)}`;
    const { versions } = answer;
    if (versions !== undefined && earlier.answer.versions?.shown !== versions.shown)
      return `Answer ${versions.shown + 1} of ${versions.count}: ${firstSentence(answer.text)}`;
  }
  return undefined;
}

/** Whether more may come. */
export function isUnfinished({ answer }: TurnView): boolean {
  return answer.status === "waiting" || answer.status === "streaming";
}

/** The first sentence of an answer, in words alone. */
export function firstSentence(markdown: string): string {
  const text = firstWords(wholeMarkdown(markdown.slice(0, 2000))).trim();
  const sentence = /^.*?[.!?…。](?=\s|$)/su.exec(text)?.[0] ?? text;
  return sentence.length <= longest ? sentence : `${sentence.slice(0, longest).trimEnd()}…`;
}

function waiting(earlier: AnswerView | undefined, { underReview }: AnswerView): string | undefined {
  if (underReview) return earlier?.underReview ? undefined : "Waiting for your review.";
  return earlier === undefined ? "Waiting for the answer." : undefined;
}

function ending({ status, text, problem, note }: AnswerView): string {
  if (status === "stopped") return "Answer stopped.";
  if (problem !== undefined) return problem.sentence;
  if (note !== undefined) return note;
  if (status === "done") return `Answer complete: ${firstSentence(text)}`;
  return "No answer.";
}

function firstWords(blocks: readonly BlockNode[]): string {
  for (const block of blocks) {
    if (block.kind === "paragraph" || block.kind === "heading") return plainText(block.children);
    if (block.kind === "code") return "Code.";
    if (block.kind === "list") return firstWords(block.items[0]?.blocks ?? []);
  }
  return "";
}
