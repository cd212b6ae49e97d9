import type { ApplyFile } from "./applyFile.ts";
import type { Place } from "./applyPlan.ts";
import { definitionOf, isImport } from "./definition.ts";
import { blanks, indentMap, indentStyle } from "./indentMap.ts";
import type { MergedRow } from "./mergedRows.ts";
import { opensBlock, tabWidth, writtenRow, type Rows } from "./rows.ts";

/** Where code of which nothing is in the file could go, the likeliest first: to the imports, the cursor, a class, the end. */
export function insertionPlaces(
  file: ApplyFile,
  snippet: Rows,
  cursor: number | undefined,
): readonly Place[] {
  const { rows } = file;
  const size = rows.texts.length;
  const written = snippet.texts.filter((text) => text.trim() !== "");
  const found: number[] = [];
  if (written.every(isImport)) found.push(rows.texts.findLastIndex(isImport) + 1);
  if (cursor !== undefined) found.push(Math.min(Math.max(0, cursor - 1), size));
  const end = endOfType(rows);
  if (end !== undefined && written.some((text) => definitionOf(text) !== undefined)) found.push(end);
  found.push(size);
  return [...new Set(found)].map((row) => ({ by: "insert", first: row + 1, last: row }));
}

/** The row that closes the last class, or the like, of a file. */
function endOfType(rows: Rows): number | undefined {
  const last = rows.texts.findLastIndex((text) => definitionOf(text)?.startsWith("type ") === true);
  if (last === -1) return undefined;
  const closer = rows.texts.findIndex(
    (text, row) =>
      row > last && text.trim().startsWith("}") && (rows.indents[row] ?? 0) === rows.indents[last],
  );
  return closer === -1 ? undefined : closer;
}

/** The answer as rows to put before row `at` of the file (from 0), as deep as what stands there. */
export function insertedRows({ rows, style }: ApplyFile, snippet: Rows, at: number): readonly MergedRow[] {
  const margin = Math.min(...snippet.indents.filter((indent) => indent !== -1));
  const own = indentStyle(snippet.texts);
  const target = style.step === undefined ? own : style;
  const map = indentMap({
    shared: [[margin, depthAt(rows, style.step, at)]],
    fresh: [...snippet.indents].filter((indent) => indent > 0),
    answer: own,
    file: target,
  });
  const texts = snippet.texts.map((text, row) =>
    text.trim() === "" ? "" : blanks(map.toFile(snippet.indents[row] ?? 0), target) + text.trim(),
  );
  return spaced(rows, snippet, at, texts).map((text) => ({ text }));
}

function depthAt(rows: Rows, step: number | undefined, at: number): number {
  const [above, below] = [writtenRow(rows, at - 1, -1), writtenRow(rows, at, 1)];
  const [outer, inner] = [rows.indents[above] ?? 0, rows.indents[below] ?? 0];
  if (!/^\s*(?:[)\]}]|end\b|<\/)/.test(rows.texts[below] ?? "")) return inner;
  return opensBlock(rows.texts[above] ?? "") ? inner + (step ?? tabWidth) : Math.max(outer, inner);
}

/** Definitions keep a blank row to what stands above and below them. */
function spaced(rows: Rows, snippet: Rows, at: number, texts: readonly string[]): readonly string[] {
  if (!snippet.texts.some((text) => definitionOf(text) !== undefined)) return texts;
  const above = rows.texts[at - 1] ?? "";
  const below = rows.texts[at] ?? "";
  const isApartAbove = above.trim() === "" || opensBlock(above);
  const isApartBelow = below.trim() === "" || /^\s*[)\]}]/.test(below);
  return [...(isApartAbove ? [] : [""]), ...texts, ...(isApartBelow ? [] : [""])];
}
