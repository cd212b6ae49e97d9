import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import type { ConversationLookup } from "../chat/conversationStore.ts";
import type { GrantBook } from "../privacy/grantBook.ts";

/** What the conversation of before is opened with. */
export type ResumeParts = {
  readonly chat: ChatSession;
  readonly conversations: ConversationLookup;
  readonly grants: GrantBook;
  readonly log: Logger;
};

/** Opens the conversation of before. What was allowed for one that no window can open again ends. */
export async function resumeChat({ chat, conversations, grants, log }: ResumeParts): Promise<void> {
  const unreadable = await chat.restore();
  if (unreadable > 0)
    void vscode.window.showWarningMessage(
      unreadable === 1
        ? "One line of this conversation's file could not be read. The rest is shown."
        : `${unreadable} lines of this conversation's file could not be read. The rest is shown.`,
    );
  try {
    await grants.endWithConversations((id) => conversations.mayBeOpen(id));
  } catch (error) {
    log.error("Grants of conversations that are over could not be ended", error);
  }
}
