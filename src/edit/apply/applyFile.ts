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
};

/** Reads the file of a request. */
export function applyFile(
  text: string,
  { languageId = "", errors = () => undefined }: ApplyRequest,
): ApplyFile {
  const parts = textRows(text);
  const table = keyTable();
  const rows = readRows(parts.texts, table);
  return { text, parts, rows, table, style: indentStyle(parts.texts), languageId, errors };
}

/** The file with other rows in place of some (`to` excluded); its line ends and whether it ends with one stay. */
export function withRows(
  { parts }: ApplyFile,
  [from, to]: readonly [number, number],
  rows: readonly MergedRow[],
): string {
  const { texts, ends, eol } = parts;
  const own = (row: number): readonly [string, string] => [texts[row] ?? "", ends[row] ?? ""];
  const merged = rows.map((row) => ("kept" in row ? own(row.kept) : ([row.text, eol] as const)));
  const all = [...Array.from({ length: from }, (_, row) => own(row)), ...merged];
  for (let row = to; row < texts.length; row += 1) all.push(own(row));
  const last = all.length - 1;
  const endsOpen = ends.length > 0 && ends.at(-1) === "";
  return all
    .map(([text, end], index) => {
      if (index === last) return endsOpen ? text : text + (end === "" ? eol : end);
      return text + (end === "" ? eol : end);
    })
    .join("");
}

/** Some rows of a merge as text, rows joined by `\n`. */
export function mergedText({ parts }: ApplyFile, rows: readonly MergedRow[]): string {
  return rows.map((row) => ("kept" in row ? (parts.texts[row.kept] ?? "") : row.text)).join("\n");
}
