import { indentOf } from "../../context/indentation.ts";
import type { ApplyFile } from "./applyFile.ts";
import type { Merged, MergedRow } from "./mergedRows.ts";
import type { Range } from "./placement.ts";
import { opensBlock, tabWidth, writtenRow, type Rows } from "./rows.ts";

/**
 * Whether rows that come to stand one below the other are as deep as nobody writes them where braces part the blocks: a row
 * deeper than a statement above it, one less deep than several that nothing ends, or a `}` as deep as what it closes. What the
 * answer itself writes like that is meant.
 */
export function hasOddDepth(file: ApplyFile, answer: Rows, { rows }: Merged, [from, to]: Range): boolean {
  const around = [writtenRow(file.rows, from - 1, -1), writtenRow(file.rows, to, 1)];
  const [above = [], below = []] = around.map((row): readonly MergedRow[] =>
    row === -1 ? [] : [{ kept: row }],
  );
  const textOf = (row: MergedRow): string => ("kept" in row ? (file.parts.texts[row.kept] ?? "") : row.text);
  const written = [...above, ...rows, ...below].filter((row) => textOf(row).trim() !== "");
  const texts = written.map(textOf);
  const odd = oddRows(texts).filter((index) => !areNeighbours(file, written[index - 1], written[index]));
  if (odd.length === 0) return false;
  const meant = answer.texts.filter((text) => text.trim() !== "");
  // The first row may have been cut out without its indentation.
  const said = new Set(oddRows(meant).flatMap((index) => (index === 1 ? [] : [pairAt(meant, index)])));
  return odd.some((index) => !said.has(pairAt(texts, index)));
}

function oddRows(texts: readonly string[]): readonly number[] {
  return [...texts.keys()].filter((index) => index > 0 && isOdd(texts, index));
}

/** A row and the one above it, blanks around them aside. */
function pairAt(texts: readonly string[], index: number): string {
  return `${(texts[index - 1] ?? "").trim()}\n${(texts[index] ?? "").trim()}`;
}

/** Whether two rows stand one below the other in the file as well. */
function areNeighbours(file: ApplyFile, one: MergedRow | undefined, other: MergedRow | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return "kept" in one && "kept" in other && writtenRow(file.rows, other.kept - 1, -1) === one.kept;
}

const [statement, closer] = [/[;}]\s*$/, /^\s*[)\]}]/];
/** What stands less deep than a statement above it though no block ends: a label, what a braceless `if` goes on with. */
const label = /^\s*(?:case|default|else|public|private|protected|internal|#\w+)\b|:\s*$/;

function isOdd(texts: readonly string[], index: number): boolean {
  const [row = "", above = "", first = ""] = texts.slice(Math.max(0, index - 2), index + 1).toReversed();
  const deeper = depthOf(row) - depthOf(above);
  if (deeper > 0) return statement.test(above) || closer.test(row);
  if (deeper === 0) return /^\s*\}/.test(row) && !opensBlock(above);
  return !closer.test(row) && !label.test(row) && endsNothing(above, first);
}

/** Whether two rows are statements of one block, which a row below them leaves though nothing ends it. */
function endsNothing(one: string, other: string): boolean {
  return depthOf(one) === depthOf(other) && [one, other].every((text) => /;\s*$/.test(text));
}

function depthOf(text: string): number {
  return indentOf(text, tabWidth);
}
