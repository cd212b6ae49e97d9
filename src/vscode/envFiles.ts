import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { KnownSecret } from "../terms/screening.ts";

/** The secrets of the workspace's own environment files. They stay in memory and are compared with, never sent. */
export type EnvFiles = Disposable & {
  /** Read when first asked for, and again after such a file changed; a file that cannot be read is left out. */
  readonly known: () => Promise<readonly KnownSecret[]>;
};

/** Reads the secrets out of the text of a file, which is named for the label. */
type ParseEnv = (text: string, fileName: string) => readonly KnownSecret[];

type Reading = { readonly parse: ParseEnv; readonly log: Logger };

const mostFiles = 50;
const mostFolders = 100;
const mostBytes = 256 * 1024;
const mostValues = 500;

const notOurs = new Set(["node_modules", ".git"]);

function isEnvFile(name: string): boolean {
  return name.startsWith(".env") && !/\.(?:example|sample|template|dist|defaults?)$/i.test(name);
}

/** Opens the files of the workspace's folders and of the folders in those; looks at nothing before it is asked. */
export function createEnvFiles(parse: ParseEnv, log: Logger): EnvFiles {
  const watching = new DisposableStore();
  let known: Promise<readonly KnownSecret[]> | undefined;
  let isWatching = false;
  const forget = (): void => {
    known = undefined;
  };
  const watch = (): void => {
    isWatching = true;
    const watcher = watching.add(vscode.workspace.createFileSystemWatcher("**/.env*"));
    watching.add(watcher.onDidCreate(forget));
    watching.add(watcher.onDidChange(forget));
    watching.add(watcher.onDidDelete(forget));
    watching.add(vscode.workspace.onDidChangeWorkspaceFolders(forget));
  };
  return {
    known: () => {
      if (!isWatching) watch();
      known ??= readAll({ parse, log });
      return known;
    },
    dispose: () => {
      watching.dispose();
    },
  };
}

async function readAll(reading: Reading): Promise<readonly KnownSecret[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = (await Promise.all(folders.map(({ uri }) => filesBelow(uri, reading)))).flat();
  const values = await Promise.all(files.slice(0, mostFiles).map((uri) => readFile(uri, reading)));
  return values.flat().slice(0, mostValues);
}

async function filesBelow(folder: vscode.Uri, reading: Reading): Promise<readonly vscode.Uri[]> {
  const entries = await list(folder, reading);
  const folders = entries
    .filter(([name, type]) => type === vscode.FileType.Directory && !notOurs.has(name))
    .map(([name]) => vscode.Uri.joinPath(folder, name));
  const below = await Promise.all(
    folders.slice(0, mostFolders).map(async (uri) => envFiles(uri, await list(uri, reading))),
  );
  return [...envFiles(folder, entries), ...below.flat()];
}

type Entry = readonly [name: string, type: vscode.FileType];

function envFiles(folder: vscode.Uri, entries: readonly Entry[]): readonly vscode.Uri[] {
  return entries
    .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && isEnvFile(name))
    .map(([name]) => vscode.Uri.joinPath(folder, name));
}

async function list(folder: vscode.Uri, { log }: Reading): Promise<readonly Entry[]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    log.warn(`Could not look for environment files in ${vscode.workspace.asRelativePath(folder)}.`);
    return [];
  }
}

async function readFile(uri: vscode.Uri, { parse, log }: Reading): Promise<readonly KnownSecret[]> {
  const name = vscode.workspace.asRelativePath(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) {
      log.warn(`${name} is too large to compare with what leaves.`);
      return [];
    }
    return parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), name);
  } catch {
    log.warn(`Could not read ${name} to compare it with what leaves.`);
    return [];
  }
}
