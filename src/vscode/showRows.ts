import * as vscode from "vscode";

/** Rows of a file that are shown to a person for as long as they choose among them. */
export type ShownRows = {
  /** Marks rows, counted from 0, or the place before the first of them. */
  readonly reveal: (rows: { readonly at: number; readonly count: number }, by: "replace" | "insert") => void;
  /** Takes the marks away, and brings back what was on screen before. */
  readonly restore: () => Promise<void>;
};

/** Brings a file on screen without taking the keyboard. */
export async function showRows(uri: string): Promise<ShownRows> {
  const before = editorInFront();
  const wasOpen = tabsOf(uri).length > 0;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const open = vscode.window.visibleTextEditors.find((one) => one.document === document);
  const column = open?.viewColumn;
  const editor = await vscode.window.showTextDocument(document, {
    // The one tab for previews may hold something else.
    preview: wasOpen,
    preserveFocus: true,
    ...(column !== undefined && { viewColumn: column }),
  });
  const [seen] = editor.visibleRanges;
  const replaced = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.rangeHighlightForeground"),
  });
  const inserted = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: "solid",
    borderWidth: "2px 0 0 0",
    borderColor: new vscode.ThemeColor("focusBorder"),
  });
  return {
    reveal: ({ at, count }, by) => {
      const first = Math.min(at, document.lineCount - 1);
      const last = by === "insert" ? first : Math.max(first, at + count - 1);
      const range = new vscode.Range(first, 0, last, 0);
      editor.setDecorations(replaced, by === "replace" ? [range] : []);
      editor.setDecorations(inserted, by === "insert" ? [range] : []);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    },
    restore: async () => {
      replaced.dispose();
      inserted.dispose();
      if (wasOpen && seen !== undefined) editor.revealRange(seen, vscode.TextEditorRevealType.AtTop);
      if (!wasOpen) await vscode.window.tabGroups.close(tabsOf(uri), true);
      if (before === undefined || before.document === document) return;
      const { viewColumn } = before;
      await vscode.window.showTextDocument(before.document, {
        preserveFocus: true,
        ...(viewColumn !== undefined && { viewColumn }),
      });
    },
  };
}

/** The editor in front, where it is all of its tab: a side of a diff or a cell of a notebook would come back in a tab of its own. */
function editorInFront(): vscode.TextEditor | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return activeTab?.input instanceof vscode.TabInputText ? vscode.window.activeTextEditor : undefined;
}

function tabsOf(uri: string): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
}
