import * as vscode from "vscode";
import type { FileEdit } from "../edit/proposal/writeProposal.ts";

/**
 * Makes edits of files as one step that the editor can undo, in the documents as they are open: nothing is saved. `false`:
 * the editor made none. For writeProposal.ts alone, which asks about protected files first.
 */
export async function applyFileEdits(edits: readonly FileEdit[]): Promise<boolean> {
  // Another file may have been waited for since each was compared.
  if (edits.some(isStale)) return false;
  const whole = new vscode.WorkspaceEdit();
  for (const edit of edits) {
    const uri = vscode.Uri.parse(edit.uri, true);
    if (edit.kind === "create") {
      whole.createFile(uri, { contents: new TextEncoder().encode(edit.text) });
      continue;
    }
    for (const { at, count, lines } of edit.edits)
      whole.replace(uri, new vscode.Range(at, 0, at + count, 0), lines.join(""));
  }
  return vscode.workspace.applyEdit(whole);
}

/** Whether a document that is open holds another text than its edit is for. */
function isStale(edit: FileEdit): boolean {
  if (edit.kind === "create") return false;
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === edit.uri);
  return document !== undefined && document.getText() !== edit.text;
}
