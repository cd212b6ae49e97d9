import * as vscode from "vscode";
import { documentFile } from "./documentFile.ts";
import { realPath } from "./realPath.ts";
import { statVirtual } from "./virtualFile.ts";

/**
 * Where a document really is. Links are followed on this machine; elsewhere the editor only tells that something is a link, and
 * then nobody can say where it leads: rejects, also where a folder on the way is one.
 */
export async function realUri(text: string): Promise<string> {
  const file = documentFile(vscode.Uri.parse(text, true));
  if (file === undefined) return text;
  if (file.scheme === "file") return vscode.Uri.file(await realPath(file.fsPath)).toString();
  const links = await Promise.all(wayTo(file).map(isLink));
  if (links.includes(true)) throw new Error("Where a link of another file system leads cannot be told.");
  return text;
}

/** A file and the folders that it lies in, up to the folder of the workspace that a person opened, or to the root. */
function wayTo(file: vscode.Uri): readonly vscode.Uri[] {
  const top = vscode.workspace.getWorkspaceFolder(file)?.uri.path ?? "/";
  const names = file.path
    .slice(top.length)
    .split("/")
    .filter((name) => name !== "");
  return names.map((_, count) =>
    file.with({ path: [top.replace(/\/$/, ""), ...names.slice(0, count + 1)].join("/") }),
  );
}

async function isLink(uri: vscode.Uri): Promise<boolean> {
  const stats = await statVirtual(uri);
  return stats !== undefined && (stats.type & vscode.FileType.SymbolicLink) !== 0;
}
