import { withoutLineEnd } from "../../base/withoutLineEnd.ts";
import type { ApplyRequest } from "./applyPlan.ts";
import { indentStyle, type IndentStyle } from "./indentMap.ts";
import type { MergedRow } from "./mergedRows.ts";
import { keyTable, readRows, type KeyTable, type Rows } from "./rows.ts";
import { textRows, type TextRows } from "./textRows.ts";

/** The file that an answer is for, read once. */
export type ApplyFile = {
  readonly text: string;
  readonly parts: TextRows;
  readonly rows: Rows;
  readonly table: KeyTable;
  readonly style: IndentStyle;
  readonly languageId: string;
  readonly errors: (code: string) => number | undefined;
  /** Whether a row stands in it, blanks around it aside; no blank one does. */
  readonly has: (row: string) => boolean;
};

/** Reads the file of a request. */
export function applyFile(
  text: string,
  { languageId = "", errors = () => undefined }: ApplyRequest,
): ApplyFile {
  const parts = textRows(text);
  const table = keyTable();
  const rows = readRows(parts.texts, table);
  const { size } = table.ids;
  const has = (row: string): boolean => {
    const key = table.ids.get(row.trim());
    return key !== undefined && key > 0 && key < size;
  };
  return { text, parts, rows, table, style: indentStyle(parts.texts), languageId, errors, has };
}

/** The file with other rows in place of some (`to` excluded); its line ends and whether it ends with one stay. */
export function withRows(
  { text, parts }: ApplyFile,
  [from, to]: readonly [number, number],
  rows: readonly MergedRow[],
): string {
  const { starts, eol } = parts;
  const slice = (first: number, end: number): string => text.slice(starts[first], starts[end]);
  const pieces = [slice(0, from)];
  for (let at = 0; at < rows.length;) {
    const row = rows[at];
    const run = runLength(rows, at);
    if (row !== undefined) pieces.push("kept" in row ? slice(row.kept, row.kept + run) : row.text + eol);
    at += run;
  }
  pieces.push(slice(to, parts.texts.length));
  const written = pieces.filter((piece) => piece !== "");
  const endsOpen = text !== "" && !text.endsWith("\n");
  return written
    .map((piece, index) => {
      if (index === written.length - 1 && endsOpen) return withoutLineEnd(piece);
      return piece.endsWith("\n") ? piece : piece + eol;
    })
    .join("");
}

/** How many rows of the file from one on are kept one after the other: of a new row, 1. */
function runLength(rows: readonly MergedRow[], from: number): number {
  const keptAt = (at: number): number => {
    const row = rows[at];
    return row !== undefined && "kept" in row ? row.kept : Number.NaN;
  };
  let at = from + 1;
  while (keptAt(at) === keptAt(at - 1) + 1) at += 1;
  return at - from;
}

/** Some rows of a merge as text, rows joined by `\n`. */
export function mergedText({ parts }: ApplyFile, rows: readonly MergedRow[]): string {
  return rows.map((row) => ("kept" in row ? (parts.texts[row.kept] ?? "") : row.text)).join("\n");
}
