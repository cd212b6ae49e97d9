import * as vscode from "vscode";
import { documentFile } from "./documentFile.ts";
import { realPath } from "./realPath.ts";
import { statVirtual } from "./virtualFile.ts";

/**
 * Where a document really is. Links are followed on this machine; elsewhere the editor only tells that something is a link, and
 * then nobody can say where it leads: rejects.
 */
export async function realUri(text: string): Promise<string> {
  const file = documentFile(vscode.Uri.parse(text, true));
  if (file === undefined) return text;
  if (file.scheme === "file") return vscode.Uri.file(await realPath(file.fsPath)).toString();
  const stats = await statVirtual(file);
  if (stats !== undefined && (stats.type & vscode.FileType.SymbolicLink) !== 0)
    throw new Error("Where a link of another file system leads cannot be told.");
  return text;
}
