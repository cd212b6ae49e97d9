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
  const { group, wasOpen } = groupFor(uri);
  const { viewColumn, activeTab: front } = group;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const editor = await vscode.window.showTextDocument(document, {
    // The one tab for previews may hold something else.
    preview: wasOpen,
    preserveFocus: true,
    viewColumn,
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
      if (front === undefined || isOf(front, uri)) return;
      await bringBack(front, { viewColumn, preserveFocus: true });
    },
  };
}

/** The group in which a file comes on screen: where it has a tab, best one in front or in the active group. */
function groupFor(uri: string): { readonly group: vscode.TabGroup; readonly wasOpen: boolean } {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const holding = all.filter(({ tabs }) => tabs.some((tab) => isOf(tab, uri)));
  const inFront = holding.find(({ activeTab }) => activeTab !== undefined && isOf(activeTab, uri));
  const group = inFront ?? (holding.includes(activeTabGroup) ? activeTabGroup : holding[0]);
  return { group: group ?? activeTabGroup, wasOpen: group !== undefined };
}

/** Has a tab in front again. One side of a diff alone would come in a tab of its own. */
async function bringBack({ input }: vscode.Tab, options: vscode.TextDocumentShowOptions): Promise<void> {
  if (input instanceof vscode.TabInputText) await vscode.window.showTextDocument(input.uri, options);
  else if (input instanceof vscode.TabInputTextDiff && isThere(input))
    // It has its title already.
    await vscode.commands.executeCommand("vscode.diff", input.original, input.modified, undefined, options);
}

/** Whether a diff was not closed meanwhile. */
function isThere({ original, modified }: vscode.TabInputTextDiff): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff &&
        input.original.toString() === original.toString() &&
        input.modified.toString() === modified.toString(),
    );
}

function isOf({ input }: vscode.Tab, uri: string): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri;
}

function tabsOf(uri: string): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => isOf(tab, uri));
}
