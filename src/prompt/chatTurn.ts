import type { Attachment } from "../context/attachment.ts";
import type { FileSource } from "../terms/source.ts";

/** One earlier or current turn, as much as a draft needs of it. */
export type ChatTurn = {
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** What the question's command means, in Drawbridge's own words. */
  readonly instruction?: string;
  /** The answer so far; empty for the turn that is being asked. */
  readonly answer: string;
  /** Files that the answer was made from and that are no longer beside the question. */
  readonly answeredFrom?: readonly FileSource[];
  /** A summary that stands for this turn and all before it. */
  readonly summary?: string;
};

/** Every file that a turn's question or its answer holds. */
export function turnFiles({ attachments, answeredFrom = [] }: ChatTurn): readonly FileSource[] {
  return [...attachments.map(({ source }) => source), ...answeredFrom];
}
