import { hostname } from "node:os";
import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { plainLine } from "../base/plainLine.ts";

/**
 * What the window is connected to, when this extension runs there instead of on the user's own machine; `undefined`
 * when loopback means the machine before the user.
 */
export function windowAuthority(extension: vscode.Extension<unknown>): string | undefined {
  const isWeb = vscode.env.uiKind === vscode.UIKind.Web;
  const runsHere = extension.extensionKind === vscode.ExtensionKind.UI && !isWeb;
  if (runsHere || (vscode.env.remoteName === undefined && !isWeb)) return undefined;
  const { remoteName } = vscode.env;
  if (remoteName === undefined) return "a web server";
  // `ssh-remote` and the like name only the kind of connection: the machine's own name tells one from another. A web
  // server's name is its address, which does.
  return remoteName.includes(":") ? remoteName : `${remoteName}+${hostname()}`;
}

/** The kind of the window's remote connection, such as `wsl`, when this extension is its far end. */
export function remoteKind(extension: vscode.Extension<unknown>): string | undefined {
  return windowAuthority(extension) === undefined ? undefined : vscode.env.remoteName;
}

/**
 * Names the workspace: its `.code-workspace` file, else its folder, else this very window, since nothing chosen in one
 * empty window is meant for the next. On another machine the same path is another workspace.
 */
export function workspaceKey(extension: vscode.Extension<unknown>): string {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  const uri = workspaceFile ?? workspaceFolders?.[0]?.uri;
  if (uri === undefined) return `empty window ${vscode.env.sessionId}`;
  return windowAuthority(extension) === undefined ? uri.toString() : `${hostname()} ${uri.toString()}`;
}

/** What a person calls the workspace, as one line of text: the name came with the project. */
export function workspaceName(): string {
  return plainLine(vscode.workspace.name ?? "empty window");
}

/** The version in an extension's manifest. */
export function extensionVersion(extension: vscode.Extension<unknown>): string {
  return (extension.packageJSON as { readonly version: string }).version;
}

/** Whether the user trusts the workspace. */
export function isTrusted(): boolean {
  return vscode.workspace.isTrusted;
}

/** Fires once, when the user grants trust; taking it back reloads the window. */
export function onDidGrantTrust(listener: () => void): Disposable {
  return vscode.workspace.onDidGrantWorkspaceTrust(listener);
}
