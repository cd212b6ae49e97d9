import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { Goal } from "../protocol/messages.ts";
import type { ChatPage } from "./chatPage.ts";

const viewId = "drawbridge.chat";

/** Brings the panel to the front and the keyboard into it; when nothing is named into its message box. */
export type OpenPanel = (to?: Goal) => Promise<void>;

/** The registered view. */
export type ChatView = Disposable & {
  readonly open: OpenPanel;
};

/** Registers the chat view; what fills it is loaded when it first comes up. */
export function registerChatView(load: () => Promise<ChatPage>): ChatView {
  const registration = vscode.window.registerWebviewViewProvider(viewId, {
    resolveWebviewView: async (view) => {
      (await load()).show(view);
    },
  });
  return {
    open: async (to) => {
      await vscode.commands.executeCommand(`${viewId}.focus`);
      (await load()).wantKeyboard(to);
    },
    dispose: () => {
      registration.dispose();
    },
  };
}
