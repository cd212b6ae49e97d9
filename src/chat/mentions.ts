import type { Attachment } from "../context/attachment.ts";
import type { MentionKind, MentionView } from "../protocol/messages.ts";

/** What a mention was read as. */
export type MentionRead = {
  readonly attachments: readonly Attachment[];
  /** What of it was left out, and why, as sentences; absent: nothing was. */
  readonly leftOut?: string;
  /** Code is found for the next question when it is sent. */
  readonly findsCode?: true;
};

/** How code is found: at most so many estimated tokens of it; once `enough` is aborted, in what can be searched by then. */
export type FindCodeOptions = {
  readonly mostTokens: number;
  readonly signal: AbortSignal;
  readonly enough: AbortSignal;
};

/** Finds code of the workspace that fits a question. */
export type FindCode = (question: string, options: FindCodeOptions) => Promise<MentionRead>;

/** What can be put beside a question by its name. */
export type Mentions = {
  /**
   * What fits a few letters, the best first; nothing that may not be read is among it. `onFirst` is told what there is while
   * the slow are still looking: the result begins with it.
   */
  readonly suggest: (
    query: string,
    signal: AbortSignal,
    onFirst: (items: readonly MentionView[]) => void,
  ) => Promise<readonly MentionView[]>;
  /** Reads what one of the suggestions stands for. Nothing that may not be read is read. */
  readonly read: (id: string, signal: AbortSignal) => Promise<MentionRead>;
  /**
   * Reads everything of a kind that is meant by its id, asking nobody about other kinds; `undefined`: there is nothing of it.
   * A search that goes on meanwhile is not disturbed.
   */
  readonly readEvery: (
    kind: MentionKind,
    isMeant: (id: string) => boolean,
    signal: AbortSignal,
  ) => Promise<MentionRead | undefined>;
  /** Reads files, and what is in folders, by their URIs. Nothing that may not be read is read. */
  readonly readAt: (uris: readonly string[], signal: AbortSignal) => Promise<MentionRead>;
  /** Takes in a pasted text: that of a document that is open is the document's. */
  readonly readPasted: (text: string, signal: AbortSignal) => Promise<MentionRead>;
  readonly findCode: FindCode;
};
