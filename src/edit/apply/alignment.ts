import { rowKind, type Rows } from "./rows.ts";
import type { Similarity } from "./similarity.ts";

/** What is laid side by side. */
export type Sides = {
  readonly snippet: Rows;
  readonly file: Rows;
  /** Where a row of the answer would be indented in the file, in columns. */
  readonly toFile: (columns: number) => number;
  /** Rows of both sides told that, and it keeps apart what the answer has at different depths. */
  readonly isIndentSure: boolean;
  readonly similarity: Similarity;
  /** The answer ends with a marker: the file goes on there. */
  readonly goesOn: boolean;
  /** Whether two rows that are not the same define the same thing. */
  readonly isNamesake: (s: number, f: number) => boolean;
};

/** Rows of both sides, ends excluded; an open end lets the file go on there. */
export type Block = {
  readonly s: readonly [from: number, to: number];
  readonly f: readonly [from: number, to: number];
  readonly isOpen: readonly [start: boolean, end: boolean];
};

/** An answer laid beside a place: for each of its rows the row in the file, or -1; and how well the two fit. */
export type Placement = Sides & { readonly pairs: Int32Array; readonly score: number };

/** Larger tables are not filled: such a block stays unpaired. Where rows are compared word by word, much smaller ones. */
const mostCells = { same: 600_000, alike: 12_000 };
const costs = { added: 0.05, removed: 0.02, keptDeeper: 0.5 };
/** Rows at least this much alike may be the same row, changed. */
export const alike = 0.6;

const [diagonal, up, left] = [1, 2, 3];
/** Of ways that are worth the same, the one that pairs the earlier rows of both sides. */
const tiny = 1e-9;

/** Whether rows are paired that are the same, or also those that are much alike. */
export type Pairing = "same" | "alike";

/** Lays a block side by side so that most rows fit, filling `pairs`; gives what that is worth. */
export function alignBlock(sides: Sides, block: Block, pairs: Int32Array, pairing: Pairing): number {
  const [rows, columns] = [block.s[1] - block.s[0], block.f[1] - block.f[0]];
  if (rows <= 0 || columns <= 0 || rows * columns > mostCells[pairing]) return 0;
  const judge = createJudge(sides, pairing);
  const width = columns + 1;
  const table = new Float64Array((rows + 1) * width);
  const trace = new Uint8Array((rows + 1) * width);
  for (let c = 1; c < width; c += 1) {
    table[c] = block.isOpen[0] ? 0 : (table[c - 1] ?? 0) - removed(sides.file, block.f[0] + c - 1);
    trace[c] = left;
  }
  for (let r = 1; r <= rows; r += 1) fillRow({ sides, block, judge, table, trace, width }, r);
  return readTrace({ block, table, trace, width }, pairs);
}

type Judge = (s: number, f: number) => number;

type Table = {
  readonly sides: Sides;
  readonly block: Block;
  readonly judge: Judge;
  readonly table: Float64Array;
  readonly trace: Uint8Array;
  readonly width: number;
};

function fillRow({ sides, block, judge, table, trace, width }: Table, r: number): void {
  const s = block.s[0] + r - 1;
  const { added, skip, fits } = rowCosts(sides, judge, s);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  table[r * width] = at(r - 1, 0) - added;
  trace[r * width] = up;
  for (let c = 1; c < width; c += 1) {
    const f = block.f[0] + c - 1;
    let [best, way] = [at(r - 1, c) - added, up];
    const worth = fits(f);
    const paired = at(r - 1, c - 1) + worth;
    if (worth > 0 && paired > best + tiny) [best, way] = [paired, diagonal];
    const skipped = at(r, c - 1) - skip(f);
    if (skipped >= best - tiny) [best, way] = [skipped, left];
    table[r * width + c] = best;
    trace[r * width + c] = way;
  }
}

type RowCosts = {
  readonly added: number;
  readonly skip: (f: number) => number;
  readonly fits: (f: number) => number;
};

function rowCosts({ snippet, file, toFile }: Sides, judge: Judge, s: number): RowCosts {
  const skip = (f: number): number => removed(file, f);
  if (snippet.kinds[s] !== rowKind.marker)
    return { added: snippet.kinds[s] === rowKind.blank ? 0 : costs.added, skip, fits: (f) => judge(s, f) };
  const margin = toFile(snippet.indents[s] ?? 0);
  return { added: 0, skip: (f) => kept(file, f, margin), fits: () => 0 };
}

function removed(file: Rows, f: number): number {
  return file.kinds[f] === rowKind.blank ? 0 : costs.removed;
}

/** What a marker does not stand for: rows outside the block it is in. */
function kept(file: Rows, f: number, margin: number): number {
  const indent = file.indents[f] ?? -1;
  return indent === -1 || indent >= margin ? 0 : costs.keptDeeper;
}

function readTrace(
  { block, table, trace, width }: Pick<Table, "block" | "table" | "trace" | "width">,
  pairs: Int32Array,
): number {
  const rows = block.s[1] - block.s[0];
  const last = table.subarray(rows * width, (rows + 1) * width);
  const score = block.isOpen[1] ? last.reduce((one, other) => Math.max(one, other)) : (last[width - 1] ?? 0);
  let c = block.isOpen[1] ? last.findIndex((each) => each >= score) : width - 1;
  for (let r = rows; r > 0;) {
    const way = trace[r * width + c];
    if (way === diagonal) pairs[block.s[0] + r - 1] = block.f[0] + c - 1;
    if (way !== up) c -= 1;
    if (way !== left) r -= 1;
  }
  return score;
}

/** How well two rows fit, 0 when they are not the same row. */
function createJudge(sides: Sides, pairing: Pairing): Judge {
  const { snippet, file, toFile, isNamesake } = sides;
  const judgeSame = (s: number, kind: number, isLevel: boolean): number => {
    if (kind === rowKind.blank) return isBesideMarker(snippet, s) ? 0 : 0.05;
    if (kind === rowKind.slight) return isLevel ? 0.6 : 0;
    return isLevel ? 2.5 : 2;
  };
  return (s, f) => {
    const kind = snippet.kinds[s] ?? 0;
    const isLevel = toFile(snippet.indents[s] ?? 0) === file.indents[f];
    if (snippet.keys[s] === file.keys[f]) return judgeSame(s, kind, isLevel);
    if (kind !== rowKind.telling || file.kinds[f] !== rowKind.telling) return 0;
    if (isNamesake(s, f)) return isLevel ? 2.2 : 1.7;
    return pairing === "same" ? 0 : judgeAlike(sides, s, f, isLevel);
  };
}

/** Blank rows around a marker are only layout: they tell no place. */
function isBesideMarker({ kinds }: Rows, s: number): boolean {
  let [up, down] = [s - 1, s + 1];
  while (kinds[up] === rowKind.blank) up -= 1;
  while (kinds[down] === rowKind.blank) down += 1;
  return kinds[up] === rowKind.marker || kinds[down] === rowKind.marker;
}

function judgeAlike(sides: Sides, s: number, f: number, isLevel: boolean): number {
  const alikeness = sides.similarity(sides.snippet.texts[s] ?? "", sides.file.texts[f] ?? "");
  return alikeness < alike ? 0 : 0.3 + alikeness + (isLevel ? 0.3 : 0);
}
