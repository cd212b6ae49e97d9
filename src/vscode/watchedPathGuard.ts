import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { createWorkspaceGuard, ignoreFilesGlob, isIgnoreFile } from "../privacy/workspaceGuard.ts";
import { followMissedFiles } from "./followMissedFiles.ts";
import { guardFiles } from "./guardFiles.ts";
import type { PolicyFilesSource } from "./policyFilesSource.ts";
import type { SettingsSource } from "./settingsSource.ts";

/** A guard that follows the settings, the policy files, the workspace folders and the ignore files in them. */
export type WatchedPathGuard = Disposable & { readonly guard: PathGuard };

function watchIgnoreFiles(changed: () => void): Disposable {
  const store = new DisposableStore();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const pattern = new vscode.RelativePattern(folder, ignoreFilesGlob);
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      store.add(event(changed));
  }
  return store;
}

/** Makes the window's guard. */
export function watchPathGuard(
  settings: Pick<SettingsSource, "current" | "onDidChange">,
  files: PolicyFilesSource,
): WatchedPathGuard {
  const guard = createWorkspaceGuard({
    settings: settings.current,
    policyFiles: files.current,
    folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    foldsCase: process.platform === "darwin" || process.platform === "win32",
    files: guardFiles,
  });
  const refresh = (): void => {
    guard.refresh();
  };
  const store = new DisposableStore();
  let ignoreFiles = watchIgnoreFiles(refresh);
  store.add(settings.onDidChange(refresh));
  store.add(files.onDidChange(refresh));
  store.add(followMissedFiles(isIgnoreFile, refresh));
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      ignoreFiles.dispose();
      ignoreFiles = watchIgnoreFiles(refresh);
      refresh();
    }),
  );
  return {
    guard,
    dispose: () => {
      ignoreFiles.dispose();
      store.dispose();
    },
  };
}
