import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { later } from "../base/later.ts";
import type { ChatSession } from "../chat/chatSession.ts";

/** Whoever types is not followed key by key, in milliseconds. */
const settleMs = 250;

/** Tells the chat when the active document, its selection or its text has changed, so that its chips stay true. */
export function followContext(chat: Pick<ChatSession, "contextChanged">): Disposable {
  const store = new DisposableStore();
  let waiting: Disposable | undefined;
  const changed = (): void => {
    waiting?.dispose();
    waiting = undefined;
    chat.contextChanged();
  };
  store.add(vscode.window.onDidChangeActiveTextEditor(changed));
  store.add(
    vscode.window.onDidChangeTextEditorSelection(() => {
      // Every key that is typed moves the cursor, too.
      if (waiting === undefined) changed();
    }),
  );
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== vscode.window.activeTextEditor?.document) return;
      waiting?.dispose();
      waiting = later(settleMs, changed);
    }),
  );
  store.add({ dispose: () => waiting?.dispose() });
  return store;
}
