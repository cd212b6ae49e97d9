import { alike, type Placement } from "./alignment.ts";
import { rowKind, type Rows } from "./rows.ts";

/** So many rows around are looked at to see whether a row is one of a kind. */
const around = 8;

/**
 * Takes back pairs of changed rows at either end of an answer that could as well be new rows beside similar ones: where the place
 * begins and ends must not depend on them. One changed row stays, if it is right beside one that is the same, and like no
 * other there.
 */
export function dropUnsureEnds(placement: Placement): void {
  const rows = [...placement.pairs.keys()].filter((s) => {
    const kind = placement.snippet.kinds[s];
    return kind !== rowKind.blank && kind !== rowKind.marker;
  });
  dropUnsure(placement, rows);
  dropUnsure(placement, rows.toReversed());
  dropBlankEnds(placement);
}

/** A blank row tells no place: it goes with what is new before or behind it. */
function dropBlankEnds({ snippet, pairs }: Placement): void {
  const isWritten = (pair: number, s: number): boolean => pair !== -1 && snippet.kinds[s] !== rowKind.blank;
  const [first, last] = [pairs.findIndex(isWritten), pairs.findLastIndex(isWritten)];
  pairs.fill(-1, 0, Math.max(0, first));
  pairs.fill(-1, last + 1);
}

/** `rows` are the answer's, from one end on. */
function dropUnsure(placement: Placement, rows: readonly number[]): void {
  const { pairs } = placement;
  const held = rows.findIndex((s) => isHeld(placement, s));
  const before = rows.slice(0, held === -1 ? rows.length : held);
  const [changed, ...others] = before;
  const anchor = rows[held];
  if (changed === undefined) return;
  const f = pairs[changed] ?? -1;
  const isAlone = others.length === 0 && anchor !== undefined && isBeside(placement, changed, anchor);
  const isSure = isAlone && (f === -1 || isOneOfAKind(placement, changed, f));
  if (!isSure) for (const s of before) pairs[s] = -1;
}

/** A row that holds its place by itself: the same in both, or the same by name. */
function isHeld({ snippet, file, pairs, isNamesake }: Placement, s: number): boolean {
  const f = pairs[s] ?? -1;
  return f !== -1 && (snippet.keys[s] === file.keys[f] || isNamesake(s, f));
}

/** Whether a row of the answer follows on one in the file with nothing in between. */
function isBeside({ file, pairs }: Placement, s: number, anchor: number): boolean {
  const [f, beside] = [pairs[s] ?? -1, pairs[anchor] ?? -1];
  if (f === -1) return true;
  for (let row = Math.min(f, beside) + 1; row < Math.max(f, beside); row += 1)
    if (file.kinds[row] !== rowKind.blank) return false;
  return true;
}

/**
 * Whether a row is like no other around it at its depth, in the answer or in the file, than the one it may stand for (`f`): else
 * it may be one more of them.
 */
export function isOneOfAKind({ snippet, file, similarity }: Placement, s: number, f: number): boolean {
  const text = snippet.texts[s] ?? "";
  return [...beside(snippet, s), ...beside(file, f)].every((other) => similarity(text, other) < alike);
}

function beside({ texts, indents }: Rows, row: number): readonly string[] {
  const from = Math.max(0, row - around);
  return texts
    .slice(from, row + around + 1)
    .filter((_, index) => from + index !== row && indents[from + index] === indents[row]);
}
