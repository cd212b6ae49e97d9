import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { IgnoredSetting } from "../settings/readSettings.ts";
import { largestSettingsFile, settingsIn, type SettingsFileKind } from "../settings/settingsFile.ts";
import { triedSettings } from "../settings/triedSettings.ts";
import { readVirtualFile } from "./virtualFile.ts";

/** A setting that a file of the project sets although only the user may. */
export type TriedSetting = IgnoredSetting & { readonly file: vscode.Uri };

/** What the project's settings files try, kept up to date; nothing until they were read for the first time. */
export type TriedSettingsSource = Disposable & {
  readonly current: () => readonly TriedSetting[];
  readonly onDidChange: Event<readonly TriedSetting[]>;
};

type SettingsFile = { readonly uri: vscode.Uri; readonly kind: SettingsFileKind };

const inFolder = [
  [".vscode/settings.json", "folder"],
  [".devcontainer/devcontainer.json", "container"],
  [".devcontainer.json", "container"],
] as const;

/** Also the folders: when one goes or comes as a whole, the editor tells of nothing in it. */
const watchedInFolder =
  "{.vscode,.devcontainer,.devcontainer.json,.vscode/settings.json,.devcontainer/*.json}";

/** The `.code-workspace` file that is open; one that was never saved is the user's own. */
function workspaceFile(): vscode.Uri | undefined {
  const { workspaceFile: uri } = vscode.workspace;
  return uri?.scheme === "untitled" ? undefined : uri;
}

function settingsFiles(): readonly SettingsFile[] {
  const workspace = workspaceFile();
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    ...(workspace === undefined ? [] : [{ uri: workspace, kind: "workspace" as const }]),
    ...folders.flatMap(({ uri: folder }) =>
      inFolder.map(([path, kind]) => ({ uri: vscode.Uri.joinPath(folder, ...path.split("/")), kind })),
    ),
  ];
}

async function readTried({ uri, kind }: SettingsFile): Promise<readonly TriedSetting[]> {
  const file = await readVirtualFile(uri, largestSettingsFile);
  // The editor does not use such a file either, or says itself that it cannot be read.
  if (file.kind !== "text") return [];
  const keys = new Set(settingsIn(kind, file.text).flatMap(triedSettings));
  return [...keys].map((key) => ({ key, by: "project", file: uri }));
}

function spelled(tried: readonly TriedSetting[]): string {
  return tried.map(({ key, file }) => `${key} ${file.toString()}`).join("\n");
}

function patterns(): readonly vscode.RelativePattern[] {
  const workspace = workspaceFile();
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    ...(workspace === undefined
      ? []
      : [new vscode.RelativePattern(vscode.Uri.joinPath(workspace, ".."), "*.code-workspace")]),
    ...folders.map((folder) => new vscode.RelativePattern(folder, watchedInFolder)),
  ];
}

function watchFiles(changed: () => void): Disposable {
  const store = new DisposableStore();
  for (const pattern of patterns()) {
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      store.add(event(changed));
  }
  return store;
}

/** Tells of settings that a watcher may have missed: a project's `files.watcherExclude` keeps any file from it. */
function followMissed(changed: () => void): Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (settingsFiles().some((file) => file.uri.toString() === uri.toString())) changed();
    }),
  );
  store.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) changed();
    }),
  );
  return store;
}

/**
 * Reads the project's own settings files, and again when they change: the editor takes what only the user may set out of
 * a project's settings before an extension sees them. What is read here is told to the user and used for nothing.
 */
export function watchTriedSettings(): TriedSettingsSource {
  const emitter = createEmitter<readonly TriedSetting[]>();
  const store = new DisposableStore();
  let tried: readonly TriedSetting[] = [];
  let round = 0;
  const refresh = async (): Promise<void> => {
    round += 1;
    const mine = round;
    const read = (await Promise.all(settingsFiles().map(readTried))).flat();
    // A later reading knows better, whichever ends first.
    if (mine !== round || spelled(read) === spelled(tried)) return;
    tried = read;
    emitter.fire(tried);
  };
  const changed = (): void => void refresh();
  let files = watchFiles(changed);
  store.add(followMissed(changed));
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      files.dispose();
      files = watchFiles(changed);
      changed();
    }),
  );
  changed();
  return {
    current: () => tried,
    onDidChange: emitter.event,
    dispose: () => {
      round += 1;
      files.dispose();
      store.dispose();
    },
  };
}
