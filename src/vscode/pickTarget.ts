import * as vscode from "vscode";
import { nameOf } from "../base/nameOf.ts";
import { shownName } from "../base/shownName.ts";
import { say } from "../terms/words.ts";
import { isCodeUri } from "./editorContext.ts";

/** Files that are offered, the likeliest first, and why somebody has to choose. */
export type TargetQuestion = { readonly title: string; readonly uris: readonly string[] };

type Row = vscode.QuickPickItem & { readonly uri: vscode.Uri | undefined };

/** Asks which file code is for; `undefined`: the person left. Whatever is offered, any other file can be chosen. */
export async function pickTarget({ title, uris }: TargetQuestion): Promise<string | undefined> {
  const rows: readonly Row[] = [...new Set(uris)].map((text) => {
    const uri = vscode.Uri.parse(text, true);
    const path = vscode.workspace.asRelativePath(uri);
    return {
      label: shownName(nameOf(path)),
      description: shownName(path),
      iconPath: vscode.ThemeIcon.File,
      resourceUri: uri,
      uri,
    };
  });
  const other: Row = { label: `$(folder-opened) ${say("Another file…")}`, uri: undefined };
  const picked = await vscode.window.showQuickPick([...rows, other], {
    title,
    placeHolder: say("Choose the file that the code is for"),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  return picked.uri?.toString() ?? openAnother();
}

async function openAnother(): Promise<string | undefined> {
  const [first] =
    (await vscode.window.showOpenDialog({ canSelectMany: false, openLabel: say("Apply to This File") })) ??
    [];
  return first?.toString();
}

/** The active editor's file, then those of all open tabs. */
export function openFiles(): readonly string[] {
  const active = vscode.window.activeTextEditor?.document.uri;
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  return [...(active === undefined ? [] : [active]), ...tabs].filter(isCodeUri).map((uri) => uri.toString());
}
