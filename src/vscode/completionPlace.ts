import * as vscode from "vscode";
import type { Place } from "../completion/engine.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import { documentLength, documentPath } from "./editorContext.ts";

/** What the editor tells about a position before the text of its document is read. */
export function completionPlace(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: Selected | undefined,
): Place {
  return {
    uri: document.uri.toString(),
    path: documentPath(document),
    languageId: document.languageId,
    characters: documentLength(document),
    severalCursors: (editorOf(document)?.selections.length ?? 1) > 1,
    readOnly: isReadOnly(document.uri),
    otherSuggestion: selected !== undefined && !goesOn(selected, document, position),
  };
}

/** The editor that asks: a document may stand in several. */
function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
  return active?.document === document ? active : visible.find((one) => one.document === document);
}

/** Nobody wants suggestions in what cannot be written to, or is shown to compare it. */
function isReadOnly({ scheme }: vscode.Uri): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isCompared = input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff;
  return isCompared || vscode.workspace.fs.isWritableFileSystem(scheme) === false;
}

/** A text that stands in place of a range of one line. */
type Selected = { readonly range: vscode.Range; readonly text: string };

/**
 * A document around a position, as it would be with what is selected in the list of the editor's own suggestions: an item
 * is only shown when it begins with that. Lines end with `\n`, whatever the document has: the editor writes its own.
 */
export function snapshotFor(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: Selected | undefined,
): EditorSnapshot {
  const crlf = document.eol === vscode.EndOfLine.CRLF;
  const whole = document.getText();
  const text = crlf ? whole.replaceAll("\r\n", "\n") : whole;
  const offsetAt = (at: vscode.Position): number => document.offsetAt(at) - (crlf ? at.line : 0);
  const here = {
    uri: document.uri.toString(),
    path: documentPath(document),
    languageId: document.languageId,
  };
  if (selected === undefined) return { ...here, text, offset: offsetAt(position) };
  const [start, end] = [offsetAt(selected.range.start), offsetAt(selected.range.end)];
  return {
    ...here,
    text: text.slice(0, start) + selected.text + text.slice(end),
    offset: start + selected.text.length,
  };
}

/** Whether something can follow what is selected in the list: it goes on from what was typed, to the position, on its line. */
function goesOn(
  { range, text }: Selected,
  document: vscode.TextDocument,
  position: vscode.Position,
): boolean {
  const typed = document.getText(new vscode.Range(range.start, position));
  const isHere = range.isSingleLine && range.end.isEqual(position);
  return isHere && !text.includes("\n") && text.startsWith(typed);
}
