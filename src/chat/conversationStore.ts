import type { ConversationEvent } from "./conversation.ts";
import type { ReadConversation } from "./conversationFile.ts";

/** Where conversations are kept. Appending never rewrites what is there. */
export type ConversationStore = {
  /** The workspace's most recent conversation, if any can be read. Unless one was begun here, this window has it open now. */
  latest(): Promise<ReadConversation | undefined>;
  /** Creates a conversation's file, unless it is there: from then on it is the most recent one. */
  begin(id: string): void;
  /** Adds an event to a conversation's file, creating it with its header first; it is written when this returns. */
  append(id: string, event: ConversationEvent): void;
};

/** What is asked about the conversations of a workspace by their ids, those of other windows among them. */
export type ConversationLookup = {
  /** The first words of its first question, one line; `undefined` when nothing was asked in it, or it cannot be read. */
  title(id: string): Promise<string | undefined>;
  /**
   * Whether a window has it open, or may open it. One that was not saved counts as open, and so does one of which that
   * cannot be told.
   */
  mayBeOpen(id: string): Promise<boolean>;
};
