import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";

/**
 * Tells of files that a watcher may have missed, since a project's `files.watcherExclude` keeps any file from it: when one
 * that `isMeant` is saved here, by its path, and whenever one comes back to the window.
 */
export function followMissedFiles(isMeant: (path: string) => boolean, changed: () => void): Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (isMeant(uri.path)) changed();
    }),
  );
  store.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) changed();
    }),
  );
  return store;
}
