import type { Placement } from "./alignment.ts";
import { definitionOf, isAttached } from "./definition.ts";
import { blockEnd, rowKind, writtenRow, type Rows } from "./rows.ts";

/** So far up is looked for what a row closes. */
const farthest = 3000;
const closing = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b|<\/)/;

/** Of the body of a definition so much has to be in the file for it to be one that was there under another name. */
const renamed = 0.6;

/**
 * Takes back pairs of rows that are the same by chance: `}` and its like, attributes and remarks look the same everywhere, and
 * what a new definition holds may be in the file for other reasons.
 */
export function dropStrayPairs(placement: Placement): void {
  dropBodies(placement);
  const { snippet, file, pairs } = placement;
  for (let s = 0; s < pairs.length; s += 1) {
    const f = pairs[s] ?? -1;
    if (f === -1 || snippet.kinds[s] === rowKind.blank) continue;
    const text = snippet.texts[s] ?? "";
    const isStray =
      snippet.kinds[s] === rowKind.slight && closing.test(text)
        ? closesOther(placement, s, f)
        : isAttached(text) && isOfOther(placement, belowAttached(snippet, s), belowAttached(file, f));
    if (isStray) pairs[s] = -1;
  }
}

/** What the answer opens and closes has to be opened by the same row of the file. */
function closesOther({ snippet, file, pairs }: Placement, s: number, f: number): boolean {
  const opener = openerOf(snippet, s);
  return opener !== -1 && pairs[opener] !== openerOf(file, f);
}

/** Whether a definition is not the one that the file has there. */
function isOfOther({ snippet, file, pairs }: Placement, s: number, f: number): boolean {
  if (pairs[s] === f) return false;
  return (
    definitionOf(snippet.texts[s] ?? "") !== undefined && definitionOf(file.texts[f] ?? "") !== undefined
  );
}

/** The row that remarks and attributes stand above; a marker, if they go on there. */
function belowAttached(rows: Rows, from: number): number {
  let at = from;
  while (at !== -1 && rows.kinds[at] !== rowKind.marker && isAttached(rows.texts[at] ?? ""))
    at = writtenRow(rows, at + 1, 1);
  return at;
}

function dropBodies({ snippet, pairs }: Placement): void {
  for (const [s, text] of snippet.texts.entries()) {
    if (pairs[s] !== -1 || snippet.kinds[s] !== rowKind.telling || definitionOf(text) === undefined) continue;
    const end = blockEnd(snippet, s);
    const body = [...pairs.subarray(s + 1, end).keys()]
      .map((row) => row + s + 1)
      .filter((row) => snippet.kinds[row] === rowKind.telling);
    const found = body.filter((row) => pairs[row] !== -1);
    if (found.length < body.length * renamed) for (const row of found) pairs[row] = -1;
  }
}

/** Whether a row of the answer ends a block that the same row begins on either side. */
export function closesShared({ snippet, file, pairs }: Placement, s: number, f: number): boolean {
  const opener = openerOf(snippet, s);
  return opener !== -1 && pairs[opener] === openerOf(file, f);
}

/** The row that begins the block which a row closes (`}` and its like); -1 of any other row, and where that is not there. */
export function closedBy(rows: Rows, row: number): number {
  return closing.test(rows.texts[row] ?? "") ? openerOf(rows, row) : -1;
}

/** The row that begins the block which a row closes; -1 when that is not there, or may have been left out. */
function openerOf(rows: Rows, closer: number): number {
  const depth = rows.indents[closer] ?? 0;
  for (let at = closer - 1; at >= Math.max(0, closer - farthest); at -= 1) {
    const own = rows.indents[at] ?? -1;
    if (own === -1 || own > depth) continue;
    if (rows.kinds[at] === rowKind.marker || own < depth) return -1;
    if (!isBetween((rows.texts[at] ?? "").trim())) return at;
  }
  return -1;
}

/** A row that closes one part of a block and opens the next, or only opens what the row above it names. */
function isBetween(text: string): boolean {
  return text === "{" || (closing.test(text) && /[{(:[]$/.test(text));
}
