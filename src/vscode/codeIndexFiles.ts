import * as vscode from "vscode";
import type { FileText } from "../base/fileText.ts";
import { gitIgnores } from "../context/codeIndex/gitIgnores.ts";
import type { IndexFiles } from "../context/codeIndex/indexPorts.ts";
import { placeOf, pathWithin } from "../context/place.ts";
import { readIndexed, statIndexed } from "./indexedFile.ts";
import { searchExcludes } from "./settingsSource.ts";
import { readSmallFile } from "./smallFile.ts";
import { readVirtualFile, statVirtual } from "./virtualFile.ts";

/** Files of one folder that are listed at most; what is beyond is not indexed. */
const mostListed = 50_000;
const largestGitIgnore = 256 * 1024;
const foldsCase = process.platform === "darwin" || process.platform === "win32";

/** A path as a glob that means nothing but it. */
function literalGlob(path: string): string {
  return path.replace(/[*?[\]{}!,]/g, "[$&]");
}

function oneOf(globs: readonly string[]): string {
  return globs.length === 1 ? (globs[0] ?? "") : `{${globs.join(",")}}`;
}

/** The path of a file below a folder of the workspace; `undefined` for one that is not in it. */
function pathBelow(folder: vscode.WorkspaceFolder, uri: string): string | undefined {
  return pathWithin(placeOf(folder.uri.toString()), placeOf(uri), foldsCase);
}

async function readGitIgnore(uri: vscode.Uri): Promise<string> {
  const file: FileText =
    uri.scheme === "file"
      ? readSmallFile(uri.fsPath, largestGitIgnore)
      : await readVirtualFile(uri, largestGitIgnore);
  return file.kind === "text" ? file.text : "";
}

type IsIgnored = (path: string) => boolean;

/** What git leaves out of a folder, by the `.gitignore` files among those that are in it. */
async function ignoresOf(folder: vscode.WorkspaceFolder, uris: readonly vscode.Uri[]): Promise<IsIgnored> {
  const found = uris.filter(({ path }) => path.endsWith("/.gitignore"));
  const files = await Promise.all(
    found.map(async (uri) => ({
      directory: pathBelow(folder, uri.toString())?.replace(/\/?\.gitignore$/, "") ?? "",
      text: await readGitIgnore(uri),
    })),
  );
  return gitIgnores(files, foldsCase);
}

async function statAnywhere(uri: vscode.Uri): ReturnType<IndexFiles["stat"]> {
  if (uri.scheme === "file") return statIndexed(uri.fsPath);
  const found = await statVirtual(uri).catch(() => undefined);
  if (found === undefined || (found.type & (vscode.FileType.File | vscode.FileType.Directory)) === 0)
    return undefined;
  const kind = (found.type & vscode.FileType.File) === 0 ? "folder" : "file";
  return { kind, sizeBytes: found.size, modifiedMs: found.mtime };
}

async function readAnywhere(uri: vscode.Uri, limitBytes: number): Promise<Uint8Array | undefined> {
  if (uri.scheme === "file") return readIndexed(uri.fsPath, limitBytes);
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > limitBytes ? undefined : bytes;
  } catch {
    return undefined;
  }
}

/** The files of the window's folders. Nothing here judges: who reads has asked the guard before. */
export function createIndexFiles(): IndexFiles {
  /** By the folders' URIs, as the last whole list found them. */
  const ignores = new Map<string, IsIgnored>();
  const listFolder = async (folder: vscode.WorkspaceFolder, only?: readonly string[]) => {
    const key = folder.uri.toString();
    const isIgnored = ignores.get(key);
    const wanted = only
      ?.flatMap((uri) => pathBelow(folder, uri) ?? [])
      .filter((path) => isIgnored?.(path) !== true);
    if (wanted?.length === 0) return [];
    const include = new vscode.RelativePattern(folder, wanted ? oneOf(wanted.map(literalGlob)) : "**/*");
    const excludes = searchExcludes(folder.uri);
    const exclude = excludes.length === 0 ? undefined : oneOf(excludes);
    const found = await vscode.workspace.findFiles(include, exclude, mostListed);
    if (only === undefined) ignores.set(key, await ignoresOf(folder, found));
    const isOut = ignores.get(key) ?? (() => false);
    return found.map((uri) => uri.toString()).filter((uri) => !isOut(pathBelow(folder, uri) ?? ""));
  };
  return {
    list: async (only) => {
      const folders = vscode.workspace.workspaceFolders ?? [];
      const lists = await Promise.all(folders.map((folder) => listFolder(folder, only)));
      return [...new Set(lists.flat())].sort();
    },
    stat: (uri) => statAnywhere(vscode.Uri.parse(uri, true)),
    read: (uri, limitBytes) => readAnywhere(vscode.Uri.parse(uri, true), limitBytes),
    isInWorkspace: (uri) => vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri, true)) !== undefined,
    path: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true)),
  };
}
