import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Purpose } from "./flight.ts";

/** How much of an answer is asked for. */
export type AnswerShape = {
  /** Longest answer, in tokens. */
  readonly tokens: number;
  /** Whether the server is told to end with the line. */
  readonly endsWithLine: boolean;
};

const shapes = {
  /** The rest of a line. */
  line: { tokens: 48, endsWithLine: true },
  /** What stands in a block. */
  block: { tokens: 96, endsWithLine: false },
  /** The next line. */
  next: { tokens: 24, endsWithLine: false },
  manual: { tokens: 256, endsWithLine: false },
  warm: { tokens: 1, endsWithLine: false },
} as const satisfies Readonly<Record<string, AnswerShape>>;

/** Behind these a line is mostly over, and what follows stands below it. */
const endsLine = /[{};:]\s*$/;

/** Longest answer that is ever asked for, in tokens. */
export const longestAnswerTokens = shapes.manual.tokens;

/**
 * How much to ask for at a position. A server that ends by itself need not be stopped, and has no more to do than what is
 * shown: amid a line that is the line; what follows it is asked for while it is read.
 */
export function answerShape(snapshot: EditorSnapshot, purpose: Purpose, manual: boolean): AnswerShape {
  if (purpose === "warm") return shapes.warm;
  if (manual) return shapes.manual;
  if (purpose === "ahead") return shapes.next;
  const { linePrefix } = surroundings(snapshot);
  return linePrefix.trim() === "" || endsLine.test(linePrefix) ? shapes.block : shapes.line;
}
