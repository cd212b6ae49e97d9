import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { KnownSecret, KnownSecrets } from "../terms/screening.ts";
import { followMissedFiles } from "./followMissedFiles.ts";

/** The secrets of the workspace's own environment files. They stay in memory and are compared with, never sent. */
export type EnvFiles = Disposable & {
  /**
   * Read when first asked for, and again after such a file may have changed. Where there are more files, folders or values than
   * are read, or one cannot be read or is too large, they are not whole.
   */
  readonly known: () => Promise<KnownSecrets>;
};

/** Reads the secrets out of the text of a file, which is named for the label. */
type ParseEnv = (text: string, fileName: string) => readonly KnownSecret[];

type Reading = { readonly parse: ParseEnv; readonly log: Logger };

const mostFiles = 200;
const mostFolders = 10_000;
const mostBytes = 256 * 1024;
const mostValues = 2_000;

/** Some of a list, and whether that is all of it. */
type Some<T> = { readonly items: readonly T[]; readonly isWhole: boolean };

function atMost<T>(items: readonly T[], most: number): Some<T> {
  return { items: items.slice(0, most), isWhole: items.length <= most };
}

function together<T>(parts: readonly Some<T>[]): Some<T> {
  return { items: parts.flatMap(({ items }) => items), isWhole: parts.every(({ isWhole }) => isWhole) };
}

const none = { items: [], isWhole: true } as const;

/** Not the project's settings say this: they could keep a file from being compared. */
const notOurs = new Set(["node_modules", ".git", ".hg", ".svn", ".venv", "__pycache__"]);

function isEnvFile(name: string): boolean {
  return name.startsWith(".env") && !/\.(?:example|sample|template|dist|defaults?)$/i.test(name);
}

/** Opens the files of the workspace at every depth; looks at nothing before it is asked. */
export function createEnvFiles(parse: ParseEnv, log: Logger): EnvFiles {
  const watching = new DisposableStore();
  let known: Promise<KnownSecrets> | undefined;
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
    watching.add(followMissedFiles((path) => isEnvFile(path.slice(path.lastIndexOf("/") + 1)), forget));
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

async function readAll(reading: Reading): Promise<KnownSecrets> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const found = await filesBelow(folders, mostFolders, reading);
  const files = atMost(found.items, mostFiles);
  const read = together(await Promise.all(files.items.map((uri) => readFile(uri, reading))));
  const values = atMost(read.items, mostValues);
  const isWhole = [found, files, read, values].every((part) => part.isWhole);
  if (!isWhole) reading.log.warn("Not every environment file is compared with what leaves; you are asked.");
  return { secrets: values.items, isWhole };
}

/** Level by level, so that what is nearest to the root is found where there are more folders than are looked into. */
async function filesBelow(
  folders: readonly vscode.Uri[],
  most: number,
  reading: Reading,
): Promise<Some<vscode.Uri>> {
  if (folders.length === 0) return none;
  const { items, isWhole } = atMost(folders, most);
  const levels = await Promise.all(items.map(async (uri) => ({ uri, ...(await list(uri, reading)) })));
  const below = levels.flatMap(({ uri, items: entries }) => subfolders(uri, entries));
  const deeper = await filesBelow(below, most - items.length, reading);
  const here = levels.map(({ uri, ...entries }) => ({ ...entries, items: envFiles(uri, entries.items) }));
  return together([{ items: [], isWhole }, ...here, deeper]);
}

type Entry = readonly [name: string, type: vscode.FileType];

function envFiles(folder: vscode.Uri, entries: readonly Entry[]): readonly vscode.Uri[] {
  return entries
    .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && isEnvFile(name))
    .map(([name]) => vscode.Uri.joinPath(folder, name));
}

function subfolders(folder: vscode.Uri, entries: readonly Entry[]): readonly vscode.Uri[] {
  return entries
    .filter(([name, type]) => type === vscode.FileType.Directory && !notOurs.has(name))
    .map(([name]) => vscode.Uri.joinPath(folder, name));
}

async function list(folder: vscode.Uri, { log }: Reading): Promise<Some<Entry>> {
  try {
    return { items: await vscode.workspace.fs.readDirectory(folder), isWhole: true };
  } catch (error) {
    if (isGone(error)) return none;
    log.warn(`Could not look for environment files in ${vscode.workspace.asRelativePath(folder)}.`);
    return { items: [], isWhole: false };
  }
}

/** What was deleted since it was listed is missed by nobody. */
function isGone(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}

async function readFile(uri: vscode.Uri, { parse, log }: Reading): Promise<Some<KnownSecret>> {
  const name = vscode.workspace.asRelativePath(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) {
      log.warn(`${name} is too large to compare with what leaves.`);
      return { items: [], isWhole: false };
    }
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return { items: parse(text, name), isWhole: true };
  } catch (error) {
    if (isGone(error)) return none;
    log.warn(`Could not read ${name} to compare it with what leaves.`);
    return { items: [], isWhole: false };
  }
}
