import * as vscode from "vscode";
import { nameOf } from "../base/nameOf.ts";
import { oneLine } from "../base/oneLine.ts";
import { isCodeUri } from "./editorContext.ts";

/** What was handed in: addresses of code, and the names of what may not be read. */
export type Handed = { readonly uris: readonly vscode.Uri[]; readonly outOfReach: readonly string[] };

/** So much of a name is said, in characters. */
const longestName = 80;

/**
 * Finds the addresses of code among texts that the view hands in, which come from anywhere. What is no address is none; a
 * file of another computer counts only in a folder that is open here: even to ask for it would tell that computer who does.
 */
export function handedUris(texts: readonly string[]): Handed {
  const uris: vscode.Uri[] = [];
  const outOfReach: string[] = [];
  for (const text of texts) {
    const uri = parseUri(text);
    if (uri !== undefined && mayBeRead(uri)) uris.push(uri);
    else outOfReach.push(nameIn(uri === undefined || uri.path === "" ? text : uri.path));
  }
  return { uris, outOfReach };
}

function nameIn(path: string): string {
  return oneLine(nameOf(path.replace(/[\\/]+$/, "")), longestName);
}

function mayBeRead(uri: vscode.Uri): boolean {
  return isCodeUri(uri) && isWithinReach(uri);
}

function parseUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}

function isWithinReach(uri: vscode.Uri): boolean {
  // Windows takes a path that begins with two slashes of any kind for another computer, too.
  const isElsewhere = uri.scheme === "file" && (uri.authority !== "" || /^[\\/]{2}/.test(uri.path));
  return !isElsewhere || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
