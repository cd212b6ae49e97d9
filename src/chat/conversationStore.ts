import type { Result } from "../base/result.ts";
import type { AnsweredEvent, ConversationEvent } from "./conversation.ts";
import type { ReadConversation } from "./conversationFile.ts";

/** Where conversations are kept. Appending never rewrites what is there. */
export type ConversationStore = {
  /** The workspace's most recent conversation, if any can be read. Unless one was begun here, this window has it open now. */
  latest(): Promise<ReadConversation | undefined>;
  /**
   * Reads a conversation that this window has open from now on, which makes it the most recent one. What could not be
   * written of it yet belongs to it.
   */
  open(id: string): Promise<Result<ReadConversation, "gone" | "notAConversation">>;
  /**
   * Hands a conversation to `take` that another window has added to since this one read or wrote it. Unless `take` says that it
   * was taken in, it is news again the next time.
   */
  news(id: string, take: (read: ReadConversation) => boolean): Promise<void>;
  /** Creates a conversation's file, unless it is there: from then on it is the most recent one, and open here. */
  begin(id: string): void;
  /**
   * Adds an event to a conversation's file, creating it with its header first; it is written when this returns. What
   * could not be written is written with the next event.
   */
  append(id: string, event: ConversationEvent): void;
  /**
   * Keeps what there is of an answer that is still being made, in the place of what was kept of it before. It belongs to the
   * conversation only when the editor crashes: the answer that is appended takes its place.
   */
  grow(id: string, event: AnsweredEvent): void;
};

/** What is asked about the conversations of a workspace by their ids, those of other windows among them. */
export type ConversationLookup = {
  /** What it is called, one line; `undefined` when it has no name and nothing was asked in it, or it cannot be read. */
  title(id: string): Promise<string | undefined>;
  /**
   * Whether a window has it open, or opens it by itself: the most recent one. Any other can be opened from the history, but
   * what was allowed for it has ended by then. One that was not saved counts as open, and so does one of which that cannot
   * be told; one that was deleted does not.
   */
  mayBeOpen(id: string): Promise<boolean>;
};

/** Where the history of a workspace is, and who else uses it. */
export type ConversationPlace = {
  /** Holds a file per conversation. */
  readonly folder: string;
  /** The text of its file, with what could not be written yet; `undefined` when there is no such conversation. */
  text(id: string): Promise<string | undefined>;
  /** Whether another window has it open; in doubt it has. */
  openElsewhere(id: string): Promise<boolean>;
};
