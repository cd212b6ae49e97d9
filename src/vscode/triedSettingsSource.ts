import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { IgnoredSetting } from "../settings/readSettings.ts";
import type { SettingsFileKind } from "../settings/settingsFile.ts";
import { triedSettings } from "../settings/triedSettings.ts";
import { followMissedFiles } from "./followMissedFiles.ts";
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

/** More are not looked into. */
const mostNamedContainers = 50;

const mayBeOne = /\/(?:settings|\.?devcontainer)\.json$|\.code-workspace$/;

/** Also the folders: when one goes or comes as a whole, the editor tells of nothing in it. */
const watchedInFolder = "{.vscode,.vscode/settings.json,.devcontainer.json,.devcontainer,.devcontainer/**}";

/** The `.code-workspace` file that is open; one that was never saved is the user's own. */
function workspaceFile(): vscode.Uri | undefined {
  const { workspaceFile: uri } = vscode.workspace;
  return uri?.scheme === "untitled" ? undefined : uri;
}

/** A project can have several containers, each with a folder of its own. */
async function namedContainers(folder: vscode.Uri): Promise<readonly SettingsFile[]> {
  const containers = vscode.Uri.joinPath(folder, ".devcontainer");
  const entries = await vscode.workspace.fs.readDirectory(containers).then(
    (all) => all,
    () => [],
  );
  return entries
    .filter(([, type]) => (type & vscode.FileType.Directory) !== 0)
    .slice(0, mostNamedContainers)
    .map(([name]) => ({
      uri: vscode.Uri.joinPath(containers, name, "devcontainer.json"),
      kind: "container",
    }));
}

async function filesIn(folder: vscode.Uri): Promise<readonly SettingsFile[]> {
  const fixed = inFolder.map(([path, kind]) => ({
    uri: vscode.Uri.joinPath(folder, ...path.split("/")),
    kind,
  }));
  return [...fixed, ...(await namedContainers(folder))];
}

async function settingsFiles(): Promise<readonly SettingsFile[]> {
  const workspace = workspaceFile();
  const folders = vscode.workspace.workspaceFolders ?? [];
  const inFolders = await Promise.all(folders.map(({ uri }) => filesIn(uri)));
  return [
    ...(workspace === undefined ? [] : [{ uri: workspace, kind: "workspace" as const }]),
    ...inFolders.flat(),
  ];
}

/** Largest settings file that is read, in bytes. */
const largestFile = 256 * 1024;

async function readTried({ uri, kind }: SettingsFile): Promise<readonly TriedSetting[]> {
  const file = await readVirtualFile(uri, largestFile);
  // Nothing of it is used either way.
  if (file.kind !== "text") return [];
  const { settingsIn } = await import("../settings/settingsFile.ts");
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
    const files = await settingsFiles();
    const read = (await Promise.all(files.map(readTried))).flat();
    // A later reading knows better, whichever ends first.
    if (mine !== round || spelled(read) === spelled(tried)) return;
    tried = read;
    emitter.fire(tried);
  };
  const changed = (): void => void refresh();
  let watching = watchFiles(changed);
  store.add(followMissedFiles((path) => mayBeOne.test(path), changed));
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      watching.dispose();
      watching = watchFiles(changed);
      changed();
    }),
  );
  changed();
  return {
    current: () => tried,
    onDidChange: emitter.event,
    dispose: () => {
      round += 1;
      watching.dispose();
      store.dispose();
    },
  };
}
