import type { Attachment } from "./attachment.ts";

/** An answer that stands in the conversation, with the texts that it may be about. */
export type GivenAnswer = {
  /** Markdown: all that came of it. */
  readonly text: string;
  /** What stands beside its question. */
  readonly beside: readonly Attachment[];
  /** What stands beside the questions before it, the latest first. */
  readonly earlier: readonly Attachment[];
};
