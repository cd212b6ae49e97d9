import type { Attachment } from "../context/attachment.ts";
import { fileOf, type AttachedSource, type FileSource } from "../terms/source.ts";

/** One earlier or current turn, as much as a draft needs of it. */
export type ChatTurn = {
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** What was typed, where a prompt of the project stands for a part of it. */
  readonly typed?: string;
  /** What the question's command means, in Drawbridge's own words. */
  readonly instruction?: string;
  /** The answer so far; empty for the turn that is being asked, unless its answer is to go on. */
  readonly answer: string;
  /** What the answer was made from that is no longer beside the question. */
  readonly answeredFrom?: readonly AttachedSource[];
  /** A summary that stands for this turn and all before it. */
  readonly summary?: string;
};

/** Everything that a turn's question or its answer holds. */
export function turnSources({ attachments, answeredFrom = [] }: ChatTurn): readonly AttachedSource[] {
  return [...attachments.map(({ source }) => source), ...answeredFrom];
}

/** Every file that a turn's question or its answer holds. */
export function turnFiles(turn: ChatTurn): readonly FileSource[] {
  return turnSources(turn).flatMap((source) => fileOf(source) ?? []);
}
