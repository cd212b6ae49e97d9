import * as vscode from "vscode";
import type { ProjectPlaces } from "../chat/projectPlaces.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { guardFiles } from "./guardFiles.ts";
import { readSmallFile } from "./smallFile.ts";
import { readVirtualFile } from "./virtualFile.ts";
import { isTrusted } from "./windowPlace.ts";

/** Reads what the workspace says to a model from the file systems of the editor. */
export function createProjectPlaces(guard: Pick<PathGuard, "judge">): ProjectPlaces {
  return {
    isTrusted,
    judge: (uri) => guard.judge(uri),
    realUri: (uri) => guardFiles.realUri(uri),
    read: async (text, limitBytes) => {
      const uri = vscode.Uri.parse(text, true);
      return uri.scheme === "file" ? readSmallFile(uri.fsPath, limitBytes) : readVirtualFile(uri, limitBytes);
    },
    names: async (folder) => {
      try {
        const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder, true));
        return entries.flatMap(([name, type]) => ((type & vscode.FileType.File) === 0 ? [] : [name]));
      } catch {
        return [];
      }
    },
    foldsCase: process.platform === "darwin" || process.platform === "win32",
    folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    join: (folder, path) => vscode.Uri.joinPath(vscode.Uri.parse(folder, true), path).toString(),
    pathOf: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true)),
  };
}
