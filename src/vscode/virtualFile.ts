import * as vscode from "vscode";
import type { FileText } from "../base/fileText.ts";
import { textOf, tooLarge } from "./smallFile.ts";
import { say } from "../terms/words.ts";

/** What a file system says where nothing stands; the second, where the path goes on below a file. */
const absences: ReadonlySet<string> = new Set(["FileNotFound", "FileNotADirectory"]);

/** What stands at a URI of any file system of the editor; `undefined` when nothing does. */
export async function statVirtual(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && absences.has(error.code)) return undefined;
    throw error;
  }
}

/** Reads a small text file through the editor. */
export async function readVirtualFile(uri: vscode.Uri, limitBytes: number): Promise<FileText> {
  try {
    const stats = await statVirtual(uri);
    if (stats === undefined) return { kind: "missing" };
    if ((stats.type & vscode.FileType.File) === 0)
      return { kind: "unreadable", because: say("is not a file") };
    if (stats.size > limitBytes) return tooLarge(limitBytes);
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > limitBytes ? tooLarge(limitBytes) : textOf(bytes);
  } catch {
    return { kind: "unreadable", because: say("cannot be read") };
  }
}
