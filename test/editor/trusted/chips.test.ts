import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createEditorContext } from "../../../src/vscode/editorContext.ts";
import { followContext } from "../../../src/vscode/followContext.ts";
import { waitFor } from "../waitFor.ts";

describe("What lies beside the next question", () => {
  const guard = {
    judge: () => Promise.resolve({ kind: "allowed" } as const),
    known: () => ({ kind: "allowed" }) as const,
  };
  const context = createEditorContext(guard);

  async function show(content: string): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument({ content, language: "typescript" });
    const shown = await vscode.window.showTextDocument(document);
    return waitFor("the document in front", () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document === document ? shown : undefined;
    });
  }

  // Not after each: a document that is made too soon after one was closed gets the same name, and now and then its text.
  after(async () => {
    await waitFor("the documents' end", async () => {
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      return vscode.workspace.textDocuments.some(({ isUntitled }) => isUntitled) ? undefined : true;
    });
  });

  it("is read again once the document was edited, and whoever shows it is told", async () => {
    const editor = await show("const a = 1;\n");
    const seen: (string | undefined)[] = [];
    const following = followContext({ contextChanged: () => seen.push(context.active()?.text) });
    try {
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(1, 0), "const b = 2;\n");
      });
      await waitFor("word of the edit", () => seen.find((text) => text?.includes("const b = 2;")));
    } finally {
      following.dispose();
    }
  });

  it("is neither a file nor a selection that is too large, and both are told of", async () => {
    const editor = await show(`${"x".repeat(99)}\n`.repeat(1001));
    assert.deepEqual([context.active(), context.excluded()?.because.kind], [undefined, "fileTooLarge"]);
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    assert.equal(context.active()?.text.length, 200);
    editor.selection = new vscode.Selection(0, 0, 1001, 0);
    assert.deepEqual([context.active(), context.excluded()?.because.kind], [undefined, "selectionTooLarge"]);
  });
});
