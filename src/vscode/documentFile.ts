import type * as vscode from "vscode";

/** The file that a document stands for: a notebook for its cell, the future file for an unsaved document. `undefined`: none. */
export function documentFile(uri: vscode.Uri): vscode.Uri | undefined {
  const isBorrowed = uri.scheme === "untitled" || uri.scheme === "vscode-notebook-cell";
  if (!isBorrowed) return uri;
  if (!uri.path.startsWith("/")) return undefined;
  return uri.with({ scheme: uri.authority === "" ? "file" : "vscode-remote", fragment: "", query: "" });
}
