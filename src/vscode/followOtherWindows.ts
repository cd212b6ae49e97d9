import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { later } from "../base/later.ts";

/** One request of another window writes several times; it is counted once, so many milliseconds after the first. */
const settleMs = 1000;

/**
 * Calls back when other windows may have written to the ledger: when the focus comes or goes, and, while it is
 * elsewhere, when a file in the folder changes. The editor does not tell when a hover is about to be shown.
 */
export function followOtherWindows(folder: string, recount: () => void, wait: typeof later): Disposable {
  const store = new DisposableStore();
  let waiting: Disposable | undefined;
  const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), "*.jsonl");
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
  const written = (): void => {
    if (vscode.window.state.focused) return;
    waiting ??= wait(settleMs, () => {
      waiting = undefined;
      recount();
    });
  };
  store.add(watcher.onDidCreate(written));
  store.add(watcher.onDidChange(written));
  store.add(vscode.window.onDidChangeWindowState(recount));
  store.add({ dispose: () => waiting?.dispose() });
  return store;
}
