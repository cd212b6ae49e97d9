import * as vscode from "vscode";
import type { Attachment } from "../context/attachment.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";

/** The schemes whose documents are code of the user's. Everything else, chat inputs and commit boxes included, is not. */
export const codeSchemes = [
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-notebook-cell",
] as const;

/** Characters above which a whole file is not offered as context. */
const largestFile = 100_000;

/** Whether a document is code of the user's. */
export function isCode(document: vscode.TextDocument): boolean {
  return codeSchemes.some((scheme) => scheme === document.uri.scheme);
}

function pathOf(document: vscode.TextDocument): string {
  return vscode.workspace.asRelativePath(document.uri);
}

function attachment(document: vscode.TextDocument, range: vscode.Range | undefined): Attachment {
  const text = document.getText(range);
  const lastLine =
    range === undefined ? 0 : range.end.line + (range.end.character > 0 || range.isSingleLine ? 1 : 0);
  return {
    languageId: document.languageId,
    text,
    source: {
      kind: "file",
      uri: document.uri.toString(),
      path: pathOf(document),
      ...(range && { lines: { first: range.start.line + 1, last: lastLine } }),
    },
  };
}

/** The selection, or the whole active file when nothing is selected. */
export function activeAttachment(): Attachment | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isCode(editor.document)) return undefined;
  const { document, selection } = editor;
  if (!selection.isEmpty) return attachment(document, selection);
  const text = document.getText();
  return text.trim() === "" || text.length > largestFile ? undefined : attachment(document, undefined);
}

/** A document around a position as plain data. */
export function snapshotAt(document: vscode.TextDocument, position: vscode.Position): EditorSnapshot {
  return {
    uri: document.uri.toString(),
    path: pathOf(document),
    languageId: document.languageId,
    text: document.getText(),
    offset: document.offsetAt(position),
  };
}
