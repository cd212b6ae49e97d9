import * as vscode from "vscode";
import type { EditorFiles } from "../context/codeIndex/workspaceFiles.ts";
import type { CodeIndexParts } from "./codeIndexParts.ts";
import { readIndexed, statIndexed } from "./indexedFile.ts";
import { statVirtual } from "./virtualFile.ts";

/** Files of one folder that are listed at most; what is beyond is neither indexed nor suggested. */
export const mostListed = 50_000;

async function statAnywhere(uri: vscode.Uri): ReturnType<EditorFiles["stat"]> {
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
export function createCodeIndexFiles(searchExcludes: CodeIndexParts["searchExcludes"]): EditorFiles {
  return {
    folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    foldsCase: process.platform === "darwin" || process.platform === "win32",
    find: async (folder, glob) => {
      const uri = vscode.Uri.parse(folder, true);
      const excludes = searchExcludes(uri);
      // `files.exclude` is obeyed by the editor itself, also when something else is excluded.
      const exclude =
        excludes.length === 0 ? undefined : excludes.length === 1 ? excludes[0] : `{${excludes.join(",")}}`;
      const include = new vscode.RelativePattern(uri, glob);
      const found = await vscode.workspace.findFiles(include, exclude, mostListed);
      return found.map((each) => each.toString());
    },
    stat: (uri) => statAnywhere(vscode.Uri.parse(uri, true)),
    read: (uri, limitBytes) => readAnywhere(vscode.Uri.parse(uri, true), limitBytes),
    path: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true)),
  };
}
