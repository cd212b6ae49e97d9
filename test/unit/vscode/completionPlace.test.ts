import assert from "node:assert/strict";
import * as vscode from "vscode";
import { completionPlace, snapshotFor } from "../../../src/vscode/completionPlace.ts";
import { openDocument } from "../../support/openDocument.ts";
import { TabInputNotebookDiff, TabInputTextDiff, window } from "../../support/vscode.ts";

const crlf = { eol: vscode.EndOfLine.CRLF };

/** An editor state as it was asked for: the mark stands at the offset. */
function marked({ text, offset }: { readonly text: string; readonly offset: number }): string {
  return `${text.slice(0, offset)}█${text.slice(offset)}`;
}

/** What is selected in the editor's own list: a text in place of the last characters before the position. */
function selectedAt(position: vscode.Position, length: number, text: string) {
  return { range: new vscode.Range(position.translate(0, -length), position), text };
}

describe("vscode/completionPlace", () => {
  afterEach(() => {
    window.activeTextEditor = undefined;
    window.visibleTextEditors = [];
    window.tabGroups.activeTabGroup.activeTab = undefined;
  });

  describe("a snapshot", () => {
    it("has line feeds only, with the position where it was, whatever the document has", () => {
      for (const text of ["█", "a\r\nb█\r\nc", "a\r\n\r\n  b\tc█d\r\n", "a\r\n█"]) {
        const { document, position } = openDocument(text, crlf);
        assert.equal(marked(snapshotFor(document, position, undefined)), text.replaceAll("\r\n", "\n"));
      }
    });

    it("keeps what is no single unit at the position whole", () => {
      for (const text of ["const a = '👩‍👩‍👧█';\n", "// שלום█\n", "let 𝒳█ = 1;\n", "\t\tif (a) {\t█\n"]) {
        const { document, position } = openDocument(text);
        assert.equal(marked(snapshotFor(document, position, undefined)), text);
      }
    });

    it("is of a cell of a notebook, or what was never saved, like of any file", () => {
      const cell = openDocument("a = █", { address: "vscode-notebook-cell:/project/a.ipynb" });
      assert.equal(snapshotFor(cell.document, cell.position, undefined).path, "a.ipynb");
      const untitled = openDocument("a = █", { address: "untitled:Untitled-1" });
      assert.equal(marked(snapshotFor(untitled.document, untitled.position, undefined)), "a = █");
    });

    it("is of the document as it would be with what is selected in the editor's own list", () => {
      const { document, position } = openDocument("a\r\nb.fo█;\r\nc", crlf);
      const selected = selectedAt(position, 2, "forEach");
      assert.equal(marked(snapshotFor(document, position, selected)), "a\nb.forEach█;\nc");
    });
  });

  describe("a place", () => {
    const placeOf = (address = "file:///project/sum.ts") => {
      const { document, position } = openDocument("sum█", { address });
      return { document, place: () => completionPlace(document, position, undefined) };
    };

    it("is told without the text being read", () => {
      const { document, place } = placeOf();
      document.getText = () => {
        throw new Error("the text was read");
      };
      assert.deepEqual(place(), {
        ...{ uri: "file:///project/sum.ts", path: "sum.ts", languageId: "typescript", characters: 3 },
        ...{ severalCursors: false, readOnly: false, otherSuggestion: false },
      });
    });

    it("has several cursors when the editor has that asks, though another one shows the same document", () => {
      const { document, place } = placeOf();
      const [one, two] = [
        { document, selections: [1] },
        { document, selections: [1, 2] },
      ];
      window.visibleTextEditors = [one, two];
      window.activeTextEditor = two;
      assert.equal(place().severalCursors, true);
      window.activeTextEditor = one;
      assert.equal(place().severalCursors, false);
      window.activeTextEditor = undefined;
      assert.equal(place().severalCursors, false);
    });

    it("is read-only where nothing can be written, and where documents are compared", () => {
      assert.equal(placeOf("git:///project/sum.ts").place().readOnly, true);
      assert.equal(placeOf("untitled:Untitled-1").place().readOnly, false);
      for (const input of [new TabInputTextDiff(), new TabInputNotebookDiff()]) {
        window.tabGroups.activeTabGroup.activeTab = { input };
        assert.equal(placeOf().place().readOnly, true);
      }
      window.tabGroups.activeTabGroup.activeTab = { input: {} };
      assert.equal(placeOf().place().readOnly, false);
    });

    it("has no room for what does not go on from what is selected in the editor's own list", () => {
      const { document, position } = openDocument("a.fo█ob\nc");
      const room = (range: vscode.Range, text: string): boolean =>
        !completionPlace(document, position, { range, text }).otherSuggestion;
      const typed = new vscode.Range(position.translate(0, -2), position);
      assert.ok(room(typed, "forEach"));
      assert.ok(!room(typed, "filter"), "other letters");
      assert.ok(!room(typed, "for (\n)"), "several lines");
      assert.ok(!room(new vscode.Range(typed.start, position.translate(0, 2)), "forEach"), "what is behind");
      assert.ok(!room(new vscode.Range(typed.start, new vscode.Position(1, 0)), "forEach"), "other lines");
    });
  });
});
