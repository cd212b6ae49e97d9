import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";

/**
 * What the window is connected to, when this extension runs there instead of on the user's own machine; `undefined`
 * when loopback means the machine before the user.
 */
export function windowAuthority(extension: vscode.Extension<unknown>): string | undefined {
  const isWeb = vscode.env.uiKind === vscode.UIKind.Web;
  const runsHere = extension.extensionKind === vscode.ExtensionKind.UI && !isWeb;
  if (runsHere || (vscode.env.remoteName === undefined && !isWeb)) return undefined;
  return vscode.env.remoteName ?? "a web server";
}

/** Names the workspace: its `.code-workspace` file, else its folder, else the empty window. */
export function workspaceKey(): string {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  return (workspaceFile ?? workspaceFolders?.[0]?.uri)?.toString() ?? "empty window";
}

/** What a person calls the workspace. */
export function workspaceName(): string {
  return vscode.workspace.name ?? "empty window";
}

/** Whether the user trusts the workspace. */
export function isTrusted(): boolean {
  return vscode.workspace.isTrusted;
}

/** Fires once, when the user grants trust; taking it back reloads the window. */
export function onDidGrantTrust(listener: () => void): Disposable {
  return vscode.workspace.onDidGrantWorkspaceTrust(listener);
}
