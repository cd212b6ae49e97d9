import * as vscode from "vscode";
import type { TargetNow, WritePorts } from "../edit/proposal/writeProposal.ts";
import { say } from "../terms/words.ts";
import { applyFileEdits } from "./applyFileEdits.ts";
import { isWriteProtected } from "./isWriteProtected.ts";
import { realUri } from "./realUri.ts";
import { statVirtual } from "./virtualFile.ts";

/** Asks in a dialog that holds the window whether a file may be changed; `detailOf` says what a person should know of that. */
export async function confirmChange(uri: string, detailOf: (path: string) => string): Promise<boolean> {
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true));
  const yes = say("Change It");
  const answer = await vscode.window.showWarningMessage(
    say("Change {0}?", path),
    { modal: true, detail: detailOf(path) },
    yes,
  );
  return answer === yes;
}

function confirm(uri: string, because: string): Promise<boolean> {
  return confirmChange(uri, (path) =>
    say(
      "{0} {1}. A model wrote this change: read it in the diff before you let it in. You are asked each time.",
      path,
      because,
    ),
  );
}

/** What a document is now, as the editor has it: with what was typed and not saved. */
export async function targetNow(uri: string): Promise<TargetNow> {
  const place = vscode.Uri.parse(uri, true);
  if (isNotebook(place)) return { kind: "notebook" };
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === place.toString(),
  );
  if (place.scheme === "untitled")
    return open === undefined ? { kind: "missing" } : { kind: "text", text: open.getText() };
  if (vscode.workspace.fs.isWritableFileSystem(place.scheme) === false) return { kind: "readOnly" };
  const stat = await statVirtual(place);
  if (stat === undefined) return { kind: "missing" };
  if (await isReadOnly(place, stat)) return { kind: "readOnly" };
  if (open !== undefined) return { kind: "text", text: open.getText() };
  try {
    return { kind: "text", text: (await vscode.workspace.openTextDocument(place)).getText() };
  } catch {
    // The editor opens everything but what is no text.
    return { kind: "binary" };
  }
}

async function isReadOnly(place: vscode.Uri, { permissions }: vscode.FileStat): Promise<boolean> {
  if ((permissions ?? 0) & vscode.FilePermission.Readonly) return true;
  // The editor lets one type in such a file and finds out when it is saved: what a model wrote is kept from there before.
  return place.scheme === "file" && isWriteProtected(place.fsPath);
}

/** Whether something is a notebook or a cell of one: its text is no text that anybody sees. */
function isNotebook(place: vscode.Uri): boolean {
  const isOpen = vscode.workspace.notebookDocuments.some(({ uri }) => uri.toString() === place.toString());
  return isOpen || place.scheme === "vscode-notebook-cell" || /\.ipynb$/i.test(place.path);
}

/** The editor, as writing a proposal needs it. */
export const writePorts: WritePorts = {
  folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
  realUri,
  confirm,
  now: targetNow,
  apply: applyFileEdits,
};
