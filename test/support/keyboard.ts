/** Somebody at the keyboard of the stand-in for the editor: what they type is told as the editor tells it. */
import * as vscode from "vscode";
import type { OpenDocument } from "./openDocument.ts";
import { happenings, window } from "./vscode.ts";

/** Puts the keyboard into a document, at a position. */
export function look(document: vscode.TextDocument, position: vscode.Position): void {
  const selection = { active: position, isEmpty: true };
  window.activeTextEditor = { document, selection, selections: [selection] };
  window.visibleTextEditors = [window.activeTextEditor];
  happenings.activeTextEditor.fire(window.activeTextEditor);
}

/** Writes at a position; the keyboard is behind it then. */
export function type(document: OpenDocument, position: vscode.Position, text: string): vscode.Position {
  const offset = document.offsetAt(position);
  const before = document.getText();
  document.become(before.slice(0, offset) + text + before.slice(offset));
  const change = { range: new vscode.Range(position, position), rangeOffset: offset, rangeLength: 0, text };
  happenings.changedDocument.fire(Object.assign({ document }, { contentChanges: [change] }));
  const next = document.positionAt(offset + text.length);
  move(document, next);
  return next;
}

/** Moves the cursor. */
export function move(document: vscode.TextDocument, position: vscode.Position): void {
  const selection = { active: position, isEmpty: true };
  const textEditor = { document, selection, selections: [selection] };
  window.activeTextEditor = textEditor;
  happenings.selection.fire({ textEditor });
}

/** Takes everything away that the keyboard was in. */
export function leave(): void {
  window.activeTextEditor = undefined;
  window.visibleTextEditors = [];
}
