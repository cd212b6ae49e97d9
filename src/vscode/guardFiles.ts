import * as vscode from "vscode";
import type { GuardFiles } from "../context/pathGuard.ts";
import { documentFile } from "./documentFile.ts";
import { realPath } from "./realPath.ts";
import { readSmallFile } from "./smallFile.ts";
import { readVirtualFile, statVirtual } from "./virtualFile.ts";

/** Largest ignore file that is read, in bytes. */
const largestIgnoreFile = 256 * 1024;

/**
 * The file systems of the editor for the guard. Links are followed on this machine; elsewhere the editor only tells that
 * something is a link, and then nobody can say where it leads.
 */
export const guardFiles: GuardFiles = {
  realUri: async (text) => {
    const file = documentFile(vscode.Uri.parse(text, true));
    if (file === undefined) return text;
    if (file.scheme === "file") return vscode.Uri.file(await realPath(file.fsPath)).toString();
    const stats = await statVirtual(file);
    if (stats !== undefined && (stats.type & vscode.FileType.SymbolicLink) !== 0)
      throw new Error("Where a link of another file system leads cannot be told.");
    return text;
  },
  read: (text) => {
    const uri = vscode.Uri.parse(text, true);
    return uri.scheme === "file"
      ? Promise.resolve(readSmallFile(uri.fsPath, largestIgnoreFile))
      : readVirtualFile(uri, largestIgnoreFile);
  },
};
