import * as vscode from "vscode";
import { isCodeUri } from "./editorContext.ts";

/** What the view handed in: addresses of code, and texts that are none that may be read. */
export type Handed = { readonly uris: readonly vscode.Uri[]; readonly outOfReach: readonly string[] };

/**
 * Finds the addresses of code among texts that the view hands in, which come from anywhere. What is no address is none; a
 * file of another computer counts only in a folder that is open here: even to ask for it would tell that computer who does.
 */
export function handedUris(texts: readonly string[]): Handed {
  const read = texts.map((text) => ({ text, uris: parseUri(text).filter(mayBeRead) }));
  return {
    uris: read.flatMap(({ uris }) => uris),
    outOfReach: read.flatMap(({ text, uris }) => (uris.length === 0 ? [text] : [])),
  };
}

function mayBeRead(uri: vscode.Uri): boolean {
  return isCodeUri(uri) && isWithinReach(uri);
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
