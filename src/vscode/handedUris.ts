import * as vscode from "vscode";
import { isCodeUri } from "./editorContext.ts";

/**
 * The addresses of code among texts that the view hands in, which come from anywhere. What is no address is none; a file of
 * another computer counts only in a folder that is open here: even to ask for it would tell that computer who does.
 */
export function handedUris(texts: readonly string[]): readonly vscode.Uri[] {
  return texts.flatMap(parseUri).filter((uri) => isCodeUri(uri) && isWithinReach(uri));
}

function parseUri(text: string): readonly vscode.Uri[] {
  try {
    return [vscode.Uri.parse(text, true)];
  } catch {
    return [];
  }
}

function isWithinReach(uri: vscode.Uri): boolean {
  // Windows takes a path that begins with two slashes of any kind for another computer, too.
  const isElsewhere = uri.scheme === "file" && (uri.authority !== "" || /^[\\/]{2}/.test(uri.path));
  return !isElsewhere || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
