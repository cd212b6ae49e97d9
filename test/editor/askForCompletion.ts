import * as vscode from "vscode";

let draft: vscode.TextDocument | undefined;

/** Puts the cursor at the end of an unsaved file and asks for ghost text there, as its key binding does. */
export async function askForCompletion(): Promise<void> {
  draft ??= await vscode.workspace.openTextDocument({ content: "Dear shop,\nplease send " });
  const editor = await vscode.window.showTextDocument(draft);
  // The editor asks nobody about a place it has asked about already.
  await editor.edit((edit) => {
    edit.insert(new vscode.Position(0, 0), "\n");
  });
  const end = draft.positionAt(draft.getText().length);
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
}
