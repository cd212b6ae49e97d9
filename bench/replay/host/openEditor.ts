import type { OpenDocument } from "./openDocument.ts";
import { Position } from "./position.ts";
import { Range } from "./range.ts";
import { Selection } from "./selection.ts";

/** As `vscode.TextEditor`: an editor that shows a document, with one caret. Only the person at the keyboard edits in it. */
export class OpenEditor {
  readonly document: OpenDocument;
  readonly viewColumn = 1;
  readonly options = { tabSize: 4, indentSize: 4, insertSpaces: true };
  selection = new Selection(new Position(0, 0), new Position(0, 0));

  constructor(document: OpenDocument) {
    this.document = document;
  }

  get selections(): readonly Selection[] {
    return [this.selection];
  }

  /** Forty lines around the caret. */
  get visibleRanges(): readonly Range[] {
    const { line } = this.selection.active;
    const last = Math.min(this.document.lineCount - 1, line + 20);
    return [new Range(Math.max(0, line - 20), 0, last, this.document.lineAt(last).text.length)];
  }

  edit(): Promise<boolean> {
    return Promise.resolve(false);
  }

  insertSnippet(): Promise<boolean> {
    return Promise.resolve(false);
  }

  setDecorations(): void {
    // Nothing is drawn.
  }

  revealRange(): void {
    // Everything is in view.
  }

  show(): void {
    // It is the only one.
  }

  hide(): void {
    // It stays.
  }
}
