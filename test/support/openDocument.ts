import * as vscode from "vscode";

/** A document that is open in the stand-in for the editor; a test changes it as somebody at the keyboard would. */
export type OpenDocument = vscode.TextDocument & {
  isClosed: boolean;
  /** Gives it another text. */
  readonly become: (text: string) => void;
};

/** What of a document is not as usual. */
export type DocumentTraits = { readonly address?: string; readonly eol?: vscode.EndOfLine };

/** A document with a text, and the position of its mark. */
export function openDocument(
  marked: string,
  { address = "file:///project/sum.ts", eol = vscode.EndOfLine.LF }: DocumentTraits = {},
): { readonly document: OpenDocument; readonly position: vscode.Position } {
  const document = documentOf(marked.replace("█", ""), address, eol);
  return { document, position: document.positionAt(marked.indexOf("█")) };
}

function documentOf(first: string, address: string, eol: vscode.EndOfLine): OpenDocument {
  let [text, version] = [first, 1];
  const breakLength = eol === vscode.EndOfLine.CRLF ? 2 : 1;
  const rows = (): readonly string[] => text.split(/\r?\n/);
  const offsetAt = ({ line, character }: vscode.Position): number =>
    rows()
      .slice(0, line)
      .reduce((sum, row) => sum + row.length + breakLength, 0) + character;
  const positionAt = (offset: number): vscode.Position => {
    const before = text.slice(0, offset).split(/\r?\n/);
    return new vscode.Position(before.length - 1, before.at(-1)?.length ?? 0);
  };
  return {
    uri: vscode.Uri.parse(address),
    ...{ fileName: address, languageId: "typescript", encoding: "utf8", eol },
    ...{ isUntitled: address.startsWith("untitled:"), isDirty: false, isClosed: false },
    get version() {
      return version;
    },
    get lineCount() {
      return rows().length;
    },
    become: (next) => {
      text = next;
      version += 1;
    },
    ...{ offsetAt, positionAt, save: () => Promise.resolve(true) },
    getText: (range) => (range === undefined ? text : text.slice(offsetAt(range.start), offsetAt(range.end))),
    lineAt: (where: number | vscode.Position) =>
      lineOf(rows(), typeof where === "number" ? where : where.line),
    getWordRangeAtPosition: () => undefined,
    validateRange: (range) => range,
    validatePosition: (position) => position,
  };
}

function lineOf(rows: readonly string[], lineNumber: number): vscode.TextLine {
  const text = rows[lineNumber];
  if (text === undefined) throw new RangeError("Illegal value for `line`");
  const start = new vscode.Position(lineNumber, 0);
  const range = new vscode.Range(start, new vscode.Position(lineNumber, text.length));
  const firstNonWhitespaceCharacterIndex = text.length - text.trimStart().length;
  return {
    ...{ lineNumber, text, range, rangeIncludingLineBreak: range, firstNonWhitespaceCharacterIndex },
    isEmptyOrWhitespace: text.trim() === "",
  };
}
