import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { ChatPage } from "./chatPage.ts";

const viewId = "drawbridge.chat";

/** The registered view. */
export type ChatView = Disposable & {
  /** Brings the view to the front and the keyboard into its message box. */
  readonly open: () => Promise<void>;
};

/** Registers the chat view; what fills it is loaded when it first comes up. */
export function registerChatView(load: () => Promise<ChatPage>): ChatView {
  const registration = vscode.window.registerWebviewViewProvider(viewId, {
    resolveWebviewView: async (view) => {
      (await load()).show(view);
    },
  });
  return {
    open: async () => {
      await vscode.commands.executeCommand(`${viewId}.focus`);
      (await load()).wantKeyboard();
    },
    dispose: () => {
      registration.dispose();
    },
  };
}
