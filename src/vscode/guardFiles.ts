import * as vscode from "vscode";
import type { GuardFiles } from "../context/pathGuard.ts";
import { realUri } from "./realUri.ts";
import { readSmallFile } from "./smallFile.ts";
import { readVirtualFile } from "./virtualFile.ts";

/** Largest ignore file that is read, in bytes. */
const largestIgnoreFile = 256 * 1024;

/** The file systems of the editor for the guard. */
export const guardFiles: GuardFiles = {
  realUri,
  read: (text) => {
    const uri = vscode.Uri.parse(text, true);
    return uri.scheme === "file"
      ? Promise.resolve(readSmallFile(uri.fsPath, largestIgnoreFile))
      : readVirtualFile(uri, largestIgnoreFile);
  },
};
