import * as vscode from "vscode";
import { later } from "../base/later.ts";
import type { Disposable } from "../base/disposable.ts";
import { ChatSession } from "../chat/chatSession.ts";
import type { ConversationLookup, ConversationPlace } from "../chat/conversationStore.ts";
import { createFileConversationStore } from "../chat/fileConversationStore.ts";
import { changesSeveral } from "../edit/answer/groupBlocks.ts";
import { createChatPage, type ChatPage, type ChatPageOptions } from "./chatPage.ts";
import { createDismissed } from "./dismissed.ts";
import { createEditorContext } from "./editorContext.ts";
import { followContext } from "./followContext.ts";
import { createForgottenDrafts } from "./forgottenDrafts.ts";
import { createLazyMentions } from "./lazyMentions.ts";
import { openInstructions } from "./openInstructions.ts";
import { createPrivateStore } from "./privateStore.ts";
import { resumeChat } from "./resumeChat.ts";
import { tellWriteFailure } from "./tellWriteFailure.ts";
import type { WindowParts } from "./windowParts.ts";

/** The chat of a window. */
export type OpenChat = Disposable & {
  readonly session: ChatSession;
  readonly conversations: ConversationLookup & ConversationPlace;
  readonly page: ChatPage;
};

/** Opens the chat, with the conversation of before in it. */
export async function openChat(
  parts: WindowParts,
  options: Omit<ChatPageOptions, "extensionUri" | "log" | "drafts">,
): Promise<OpenChat> {
  const { sending, servers, reviews, globalStorageUri, workspaceKey, workspaceState, log } = parts;
  const { guard } = parts.pathGuard;
  const conversations = createFileConversationStore(
    globalStorageUri.fsPath,
    workspaceKey,
    tellWriteFailure(log),
  );
  const instructions = openInstructions(guard, createPrivateStore(workspaceState));
  const editor = createEditorContext(guard);
  const session = new ChatSession({
    ...instructions,
    ...{ sending, reviews, editor, store: conversations },
    changesSeveral,
    mentions: createLazyMentions({
      ...{ guard, terminals: parts.terminals, codeIndex: parts.codeIndex, log },
      searchExcludes: (folder) => parts.searchExcludes(folder),
    }),
    dismissed: createDismissed(parts.workspaceState),
    known: (provider) => servers.known(provider),
    newId: () => crypto.randomUUID(),
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    nextFrame: (callback) => later(16, callback),
  });
  const following = followContext(session);
  const returning = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) void session.turns.catchUp();
  });
  // The active document is asked about at once, so that its chip stands there again when the change is shown.
  const judging = guard.onDidRefresh(() => void editor.active());
  await resumeChat({ ...parts, chat: session, conversations });
  return {
    ...{ session, conversations },
    page: createChatPage(session, {
      ...{ ...parts, ...options },
      drafts: createForgottenDrafts(parts.privateStore, Date.now),
    }),
    dispose: () => {
      following.dispose();
      returning.dispose();
      judging.dispose();
      session.dispose();
      instructions.dispose();
    },
  };
}
