import type { ConversationEvent } from "./conversation.ts";
import type { ReadConversation } from "./conversationFile.ts";

/** Where conversations are kept. Appending never rewrites what is there. */
export type ConversationStore = {
  /** The workspace's most recent conversation, if any can be read. */
  latest(): Promise<ReadConversation | undefined>;
  /** Creates a conversation's file, unless it is there: from then on it is the most recent one. */
  begin(id: string): void;
  /** Adds an event to a conversation's file, creating it with its header first; it is written when this returns. */
  append(id: string, event: ConversationEvent): void;
};
