import * as vscode from "vscode";
import type { ChatEditor } from "../chat/chatPorts.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import type { Attachment, ExcludedDocument } from "../context/attachment.ts";
import { codeSchemes } from "../terms/codeSchemes.ts";
import { lookUpVerdicts } from "../chat/lookUpVerdicts.ts";
import type { PathGuard } from "../context/pathGuard.ts";

/** Whether an address is one of code of the user's. */
export function isCodeUri({ scheme }: vscode.Uri): boolean {
  return codeSchemes.some((one) => one === scheme);
}

/** Whether a document is code of the user's. */
export function isCode({ uri }: vscode.TextDocument): boolean {
  return isCodeUri(uri);
}

/** A document's path as a person knows it. */
export function documentPath(document: vscode.TextDocument): string {
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
      path: documentPath(document),
      ...(range && { lines: { first: range.start.line + 1, last: lastLine } }),
    },
  };
}

/** Length of a document in UTF-16 code units, found out without reading its text. */
export function documentLength(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** The selection, or the whole file when nothing is selected; nothing is read of what is too large. */
function readContext({ document, selection }: vscode.TextEditor): Attachment | ExcludedDocument | undefined {
  const isSelection = !selection.isEmpty;
  const characters = isSelection
    ? document.offsetAt(selection.end) - document.offsetAt(selection.start)
    : documentLength(document);
  if (characters > largestAttachment) {
    return {
      uri: document.uri.toString(),
      path: documentPath(document),
      because: { kind: isSelection ? "selectionTooLarge" : "fileTooLarge" },
    };
  }
  const read = attachment(document, isSelection ? selection : undefined);
  return !isSelection && read.text.trim() === "" ? undefined : read;
}

/** What was read last, and from what: a cursor that moves reads nothing. */
type LastRead = {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly selection: vscode.Selection;
  readonly context: Attachment | ExcludedDocument | undefined;
};

function isSame(last: LastRead, { document, selection }: vscode.TextEditor): boolean {
  const isSameText = last.document === document && last.version === document.version;
  const isSamePlace = last.selection.isEmpty ? selection.isEmpty : last.selection.isEqual(selection);
  return isSameText && isSamePlace;
}

/** The editor as chat sees it: reads the active document only after the guard has said that it may be read. */
export function createEditorContext(guard: Pick<PathGuard, "judge" | "known">): ChatEditor {
  let last: LastRead | undefined;
  const verdict = lookUpVerdicts(guard);
  const context = (): Attachment | ExcludedDocument | undefined => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isCode(editor.document)) return undefined;
    const { document, selection } = editor;
    const uri = document.uri.toString();
    const said = verdict(uri);
    if (said === undefined) return undefined;
    if (said.kind === "never") return { uri, path: documentPath(document), because: said };
    if (last === undefined || !isSame(last, editor))
      last = { document, version: document.version, selection, context: readContext(editor) };
    return last.context;
  };
  return {
    verdict,
    judge: (uri) => guard.judge(uri),
    active: () => {
      const now = context();
      return now !== undefined && "text" in now ? now : undefined;
    },
    excluded: () => {
      const now = context();
      return now !== undefined && "because" in now ? now : undefined;
    },
  };
}
