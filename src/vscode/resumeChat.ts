import type { Logger } from "../base/logger.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import type { ConversationLookup, ConversationPlace } from "../chat/conversationStore.ts";
import { purgeDeleted } from "../chat/purgeDeleted.ts";
import type { GrantBook } from "../privacy/grantBook.ts";
import { tellUnreadable } from "./tellUnreadable.ts";

/** What the conversation of before is opened with. */
export type ResumeParts = {
  readonly chat: ChatSession;
  readonly conversations: ConversationLookup & Pick<ConversationPlace, "folder">;
  readonly grants: GrantBook;
  readonly log: Logger;
};

/**
 * Opens the conversation of before. What was allowed for one that no window has open or opens by itself ends, and what was
 * deleted a week ago is removed.
 */
export async function resumeChat({ chat, conversations, grants, log }: ResumeParts): Promise<void> {
  tellUnreadable(await chat.restore());
  try {
    await grants.endWithConversations((id) => conversations.mayBeOpen(id));
  } catch (error) {
    log.error("Grants of conversations that are over could not be ended", error);
  }
  // Afterwards: a grant ends with a conversation that was deleted, and not with one of which nothing is known.
  try {
    await purgeDeleted(conversations.folder, Date.now());
  } catch (error) {
    log.error("Conversations that were deleted a week ago could not be removed", error);
  }
}
