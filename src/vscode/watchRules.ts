import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { followMissedFiles } from "./followMissedFiles.ts";
import { onDidGrantTrust } from "./windowPlace.ts";

/** Also the folders: when one goes or comes as a whole, the editor tells of nothing in it. */
const watched =
  "{AGENTS.md,CLAUDE.md,.github,.github/copilot-instructions.md,.drawbridge,.drawbridge/rules,.drawbridge/rules/*.md}";

/** Tells when a file of rules may be another one, or may be read no more, or only now. */
export function watchRules(guard: Pick<PathGuard, "onDidRefresh">, changed: () => void): Disposable {
  const store = new DisposableStore();
  let files = watchFolders(changed);
  store.add(guard.onDidRefresh(changed));
  store.add(onDidGrantTrust(changed));
  store.add(followMissedFiles((path) => path.endsWith(".md"), changed));
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      files.dispose();
      files = watchFolders(changed);
      changed();
    }),
  );
  store.add({
    dispose: () => {
      files.dispose();
    },
  });
  return store;
}

function watchFolders(changed: () => void): Disposable {
  const store = new DisposableStore();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const pattern = new vscode.RelativePattern(folder, watched);
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      store.add(event(changed));
  }
  return store;
}
