import { Position } from "./position.ts";
import { Range } from "./range.ts";
import type { Uri } from "./uri.ts";

/** The editor's word pattern for languages that bring none. */
export const wordPattern = /-?\d*\.\d\w*|[^`~!@#$%^&*()\-=+[{\]}\\|;:'",.<>/?\s]+/;

/** A replacement in a document, in offsets of the text before it. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** As `vscode.TextLine`. */
type TextLine = {
  readonly lineNumber: number;
  readonly text: string;
  readonly range: Range;
  readonly rangeIncludingLineBreak: Range;
  readonly firstNonWhitespaceCharacterIndex: number;
  readonly isEmptyOrWhitespace: boolean;
};

/** As `vscode.TextDocumentContentChangeEvent`. */
export type ContentChange = {
  readonly range: Range;
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
};

/** As `vscode.TextDocument`, whose lines end in LF. */
export class OpenDocument {
  readonly uri: Uri;
  readonly languageId: string;
  readonly isUntitled = false;
  readonly encoding = "utf8";
  readonly eol = 1;
  isClosed = false;
  isDirty = false;
  version = 1;
  #text: string;
  #starts: readonly number[] | undefined;

  constructor(uri: Uri, languageId: string, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#text = text;
  }

  get fileName(): string {
    return this.uri.fsPath;
  }

  get lineCount(): number {
    return this.#lineStarts().length;
  }

  save(): Promise<boolean> {
    this.isDirty = false;
    return Promise.resolve(true);
  }

  getText(range?: Range): string {
    return range === undefined
      ? this.#text
      : this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  lineAt(where: number | Position): TextLine {
    const lineNumber = typeof where === "number" ? where : where.line;
    const start = this.#lineStarts()[lineNumber];
    if (start === undefined) throw new RangeError("Illegal value for `line`");
    const next = this.#lineStarts()[lineNumber + 1];
    const text = this.#text.slice(start, next === undefined ? undefined : next - 1);
    const inner = text.search(/\S/);
    const end = new Position(lineNumber, text.length);
    return {
      lineNumber,
      text,
      range: new Range(new Position(lineNumber, 0), end),
      rangeIncludingLineBreak: new Range(
        new Position(lineNumber, 0),
        next === undefined ? end : new Position(lineNumber + 1, 0),
      ),
      firstNonWhitespaceCharacterIndex: inner < 0 ? text.length : inner,
      isEmptyOrWhitespace: inner < 0,
    };
  }

  offsetAt(position: Position): number {
    const { line, character } = this.validatePosition(position);
    return (this.#lineStarts()[line] ?? 0) + character;
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const starts = this.#lineStarts();
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return new Position(low, at - (starts[low] ?? 0));
  }

  getWordRangeAtPosition(position: Position, pattern = wordPattern): Range | undefined {
    const { line, character } = this.validatePosition(position);
    const every = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, "")}g`);
    for (const { 0: word, index } of this.lineAt(line).text.matchAll(every)) {
      if (word !== "" && index <= character && character <= index + word.length)
        return new Range(line, index, line, index + word.length);
    }
    return undefined;
  }

  validateRange(range: Range): Range {
    return new Range(this.validatePosition(range.start), this.validatePosition(range.end));
  }

  validatePosition({ line, character }: Position): Position {
    const last = this.lineCount - 1;
    if (line > last) return new Position(last, this.#lineLength(last));
    return new Position(line, Math.min(character, this.#lineLength(line)));
  }

  /** Applies an edit, and says what a listener of changes is told about it. */
  apply({ start, end, text }: Edit): ContentChange {
    const range = new Range(this.positionAt(start), this.positionAt(end));
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
    this.#starts = undefined;
    this.version += 1;
    this.isDirty = true;
    return { range, rangeOffset: start, rangeLength: end - start, text };
  }

  #lineLength(line: number): number {
    const start = this.#lineStarts()[line] ?? 0;
    return (this.#lineStarts()[line + 1] ?? this.#text.length + 1) - 1 - start;
  }

  #lineStarts(): readonly number[] {
    if (this.#starts === undefined) {
      const starts = [0];
      for (let at = this.#text.indexOf("\n"); at >= 0; at = this.#text.indexOf("\n", at + 1))
        starts.push(at + 1);
      this.#starts = starts;
    }
    return this.#starts;
  }
}
