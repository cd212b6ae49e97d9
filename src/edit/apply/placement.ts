import { alignBlock, alike, type Block, type Placement, type Sides } from "./alignment.ts";
import { findChains, type Chain } from "./chains.ts";
import { dropStrayPairs } from "./strayPairs.ts";
import { gapsOf } from "./gaps.ts";
import { findHits, type Hit } from "./hits.ts";
import { indentMap, indentStyle, type IndentStyle } from "./indentMap.ts";
import { blockEnd, rowKind, rowsWithin, tabWidth, writtenRow, type Rows } from "./rows.ts";
import type { Similarity } from "./similarity.ts";
import { dropUnsureEnds, isOneOfAKind } from "./unsureEnds.ts";

/** An answer and a file, ready to be laid side by side. */
export type Pair = {
  readonly snippet: Rows;
  readonly file: Rows;
  readonly snippetStyle: IndentStyle;
  readonly fileStyle: IndentStyle;
  readonly similarity: Similarity;
  /** The answer ends with a marker. */
  readonly goesOn: boolean;
};

/** How many rows beyond the first and the last hit may belong to the place, when nothing else tells. */
const [above, below] = [12, 40];
/** How far beyond what is new at an end a changed row is looked for. */
const near = 2;
const mostMoved = 50;
/** What a row is worth that is the same and stands once on either side: it tells more than one that stands anywhere. */
const anchored = 4;

/** Rows of the file, the last excluded. */
export type Range = readonly [from: number, to: number];

/** Lays the answer beside the place that a chain of hits names, within rows that no other place claims. */
export function placeAlong(
  pair: Pair,
  hits: readonly Hit[],
  chain: Chain,
  [lowest, highest]: Range,
): Placement {
  const { snippet, file } = pair;
  const [first, last] = [chain.hits[0], chain.hits.at(-1)];
  if (first === undefined || last === undefined) throw new Error("a chain has hits");
  const from = Math.max(lowest, first.f - first.s - above);
  const opened = Math.max(...chain.hits.slice(0, 50).map(({ f }) => blockEnd(file, f)));
  const to = Math.min(highest, Math.max(last.f + (snippet.texts.length - last.s) + below, opened + 1));
  return layBeside(
    sidesOf(pair, chain.hits, hits),
    chain.hits.filter(({ isOnly }) => isOnly),
    {
      s: [0, snippet.texts.length],
      f: [from, to],
      isOpen: [true, true],
    },
  );
}

/** Lays the answer beside rows of the file that it is known to replace. */
export function placeWithin(pair: Pair, [from, to]: Range): Placement {
  const { snippet, file } = pair;
  const inside = findHits(snippet, rowsWithin(file, [from, to]));
  const hits = inside.map((hit) => ({ ...hit, f: hit.f + from }));
  const [chain] = findChains(hits, snippet);
  const anchors = chain?.hits.filter(({ isOnly }) => isOnly) ?? [];
  return layBeside(sidesOf(pair, hits, hits, from), anchors, {
    s: [0, snippet.texts.length],
    f: [from, to],
    isOpen: [false, false],
  });
}

function sidesOf(pair: Pair, along: readonly Hit[], hits: readonly Hit[], firstRow?: number): Sides {
  const { snippet, file, similarity, goesOn } = pair;
  const size = file.texts.length;
  const namesakes = new Set(hits.filter(({ isExact }) => !isExact).map(({ s, f }) => s * size + f));
  const shared = sharedIndents(pair, along, firstRow);
  const map = indentMap({
    shared,
    fresh: freshIndents(snippet, hits),
    answer: pair.snippetStyle,
    file: pair.fileStyle,
  });
  return {
    snippet,
    file,
    similarity,
    goesOn,
    toFile: map.toFile,
    isIndentSure: shared.length > 0 && isSteady(map.toFile, snippet.indents),
    isNamesake: (s, f) => namesakes.has(s * size + f),
  };
}

/** Whether rows of different depths are not brought to the same; the first one may have been cut out without its own. */
function isSteady(toFile: (columns: number) => number, indents: Int32Array): boolean {
  const depths = [...new Set(indents.subarray(1))].filter((depth) => depth !== -1);
  return new Set(depths.map(toFile)).size === depths.length;
}

/** How deep the rows of the answer are that stand nowhere in the file. */
function freshIndents({ indents, kinds }: Rows, hits: readonly Hit[]): readonly number[] {
  const isKnown = new Set(hits.map(({ s }) => s));
  return [...indents].filter((_, s) => kinds[s] === rowKind.telling && !isKnown.has(s));
}

/** The indentation of rows that both sides have; where there are none, of the first rows of either side. */
function sharedIndents(pair: Pair, along: readonly Hit[], firstRow?: number): readonly Range[] {
  const { snippet, file } = pair;
  const cut = cutRow(pair, along);
  const whole = along.filter(({ s }) => s !== cut);
  const exact = whole.filter(({ isExact }) => isExact);
  const used = exact.length > 0 ? exact : whole;
  const shared = used.map(({ s, f }): Range => [snippet.indents[s] ?? 0, file.indents[f] ?? 0]);
  if (shared.length > 0 || cut !== -1 || firstRow === undefined) return shared;
  const s = writtenRow(snippet, 0, 1);
  const f = writtenRow(file, firstRow, 1);
  return s === -1 || f === -1 ? [] : [[snippet.indents[s] ?? 0, file.indents[f] ?? 0]];
}

/**
 * The first row, when it was cut out without its indentation: the next one is deeper than what the file's row opens, and than
 * any usual step. -1 when it was not.
 */
function cutRow({ snippet, file }: Pair, along: readonly Hit[]): number {
  const first = writtenRow(snippet, 0, 1);
  const [own, deeper = 0] = [snippet.indents[first], snippet.indents[writtenRow(snippet, first + 1, 1)]];
  if (own !== 0 || deeper <= 0) return -1;
  const opened = openedBy(file, along.find(({ s }) => s === first)?.f);
  const { step = tabWidth } = indentStyle(snippet.texts.slice(first + 1));
  return deeper > (opened > 0 ? Math.max(step, opened) : 0) ? first : -1;
}

/** How much deeper than a row of the file the next one is; of a row that is not known, more than nothing. */
function openedBy(file: Rows, f: number | undefined): number {
  if (f === undefined) return 1;
  return (file.indents[writtenRow(file, f + 1, 1)] ?? 0) - (file.indents[f] ?? 0);
}

function layBeside(sides: Sides, anchors: readonly Hit[], whole: Block): Placement {
  const pairs = new Int32Array(sides.snippet.texts.length).fill(-1);
  let score = 0;
  let [s, f] = [whole.s[0], whole.f[0]];
  let isOpen = whole.isOpen[0];
  for (const anchor of anchors) {
    const block: Block = { s: [s, anchor.s], f: [f, anchor.f], isOpen: [isOpen, false] };
    score += alignBlock(sides, block, pairs, "same");
    pairs[anchor.s] = anchor.f;
    score += anchored;
    [s, f, isOpen] = [anchor.s + 1, anchor.f + 1, false];
  }
  const rest: Block = { s: [s, whole.s[1]], f: [f, whole.f[1]], isOpen: [isOpen, whole.isOpen[1]] };
  score += alignBlock(sides, rest, pairs, "same");
  const placement = { ...sides, pairs, score };
  dropStrayPairs(placement);
  score += pairAlike(placement, whole);
  dropStrayPairs(placement);
  pairMoved(placement, whole);
  if (whole.isOpen[0] || whole.isOpen[1]) dropUnsureEnds(placement);
  return { ...placement, score };
}

/** Pairs what only lies at another depth: a gap in which both sides have the same rows. */
function pairMoved(placement: Placement, whole: Block): void {
  const { snippet, file, pairs } = placement;
  const written = (rows: Rows, [from, to]: Range): readonly number[] =>
    Array.from({ length: to - from }, (_, row) => from + row).filter(
      (row) => rows.kinds[row] !== rowKind.blank,
    );
  for (const { s, f } of gapsOf(placement, whole.f)) {
    if (s[1] - s[0] > mostMoved || f[1] - f[0] > mostMoved) continue;
    const [rows, others] = [written(snippet, s), written(file, f)];
    const isSame =
      rows.length === others.length &&
      rows.every((row, at) => snippet.keys[row] === file.keys[others[at] ?? 0]);
    if (isSame) for (const [at, row] of rows.entries()) pairs[row] = others[at] ?? -1;
  }
}

/** Pairs rows that are much alike, in between those that are the same and close to the first and the last of them. */
function pairAlike(placement: Placement, whole: Block): number {
  const { snippet, pairs } = placement;
  let score = 0;
  let [s, f, isOpen] = [whole.s[0], whole.f[0], whole.isOpen[0]];
  const pairBlock = (block: Block): void => {
    if (block.s[0] === block.s[1]) return;
    if (!snippet.kinds.subarray(...block.s).includes(rowKind.marker))
      score += alignBlock(placement, block, pairs, "alike");
    else pairBesideMarkers(placement, block);
  };
  for (const [nextS, nextF] of pairs.slice().entries()) {
    if (nextF === -1) continue;
    const from = isOpen ? Math.max(f, nextF - (nextS - s) - near) : f;
    pairBlock({ s: [s, nextS], f: [from, nextF], isOpen: [isOpen, false] });
    [s, f, isOpen] = [nextS + 1, nextF + 1, false];
  }
  const to = whole.isOpen[1] ? Math.min(whole.f[1], f + (whole.s[1] - s) + near) : whole.f[1];
  pairBlock({ s: [s, whole.s[1]], f: [f, to], isOpen: [isOpen, whole.isOpen[1]] });
  return score;
}

/** What a marker stands for begins somewhere: only rows that follow right upon what is the same are changed ones for sure. */
function pairBesideMarkers(placement: Placement, { s, f, isOpen }: Block): void {
  if (!isOpen[0]) pairInStep(placement, [s[0], s[1]], [f[0], f[1]], 1);
  if (!isOpen[1]) pairInStep(placement, [s[1] - 1, s[0] - 1], [f[1] - 1, f[0] - 1], -1);
}

/**
 * Pairs the rows of the file from one end on with the answer's, new ones among those passed over, up to a marker or to a row
 * that has no like; `to` is excluded.
 */
function pairInStep(placement: Placement, s: Range, f: Range, step: 1 | -1): void {
  const { snippet, file, pairs } = placement;
  let other = writtenRow(file, f[0], step);
  for (let row = s[0]; row !== s[1] && snippet.kinds[row] !== rowKind.marker; row += step) {
    if (other === -1 || (f[1] - other) * step <= 0) return;
    if (snippet.kinds[row] === rowKind.blank || pairs[row] !== -1 || !isOnlyLike(placement, row, other))
      continue;
    pairs[row] = other;
    other = writtenRow(file, other + step, step);
  }
}

function isOnlyLike(placement: Placement, s: number, f: number): boolean {
  const { snippet, file, toFile, similarity } = placement;
  const isLevel = toFile(snippet.indents[s] ?? 0) === file.indents[f];
  return (
    isLevel &&
    similarity(snippet.texts[s] ?? "", file.texts[f] ?? "") >= alike &&
    isOneOfAKind(placement, s, f)
  );
}
