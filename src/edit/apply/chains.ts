import type { Hit } from "./hits.ts";
import { rowKind, type Rows } from "./rows.ts";

/** Hits in the order of both sides that lie together: one place of the file. */
export type Chain = { readonly hits: readonly Hit[]; readonly score: number };

/** So many places are looked for, and so much may a place be worse than the best to be one of them. */
const [mostPlaces, margin] = [6, 1.2];
/** What a row too much or too little between two hits costs, the most that a jump costs, how many hits back are tried. */
const [perRow, perJump, lookBack] = [0.04, 3, 64];

/** The place that most hits speak for, and those that are nearly as good and share no row with a better one; the best first. */
export function findChains(hits: readonly Hit[], snippet: Rows): readonly Chain[] {
  const markers = markersBefore(snippet);
  const chains: Chain[] = [];
  let left = hits;
  while (chains.length < mostPlaces && left.length > 0) {
    const chain = bestChain(left, markers);
    const [best = chain] = chains;
    if (chain.score < best.score - margin) break;
    chains.push(chain);
    const [from, to] = [chain.hits[0]?.f ?? 0, chain.hits.at(-1)?.f ?? 0];
    left = left.filter(({ f }) => f < from || f > to);
  }
  return chains;
}

/** For each row of the answer the last marker before it, or -1. */
function markersBefore(snippet: Rows): Int32Array {
  const before = new Int32Array(snippet.texts.length);
  let last = -1;
  for (const [row, kind] of snippet.kinds.entries()) {
    before[row] = last;
    if (kind === rowKind.marker) last = row;
  }
  return before;
}

function bestChain(hits: readonly Hit[], markers: Int32Array): Chain {
  const search = searchOf(hits, markers);
  const { scores } = search;
  const from = new Int32Array(hits.length).fill(-1);
  let best = 0;
  for (const [index, { s, weight }] of hits.entries()) {
    const [value, previous] = bestBefore(search, index, scores[best] ?? 0);
    scores[index] = weight + value;
    from[index] = previous;
    search.upTo.add(s, index);
    if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
  }
  const chain: Hit[] = [];
  for (let at = best; at !== -1; at = from[at] ?? -1) {
    const hit = hits[at];
    if (hit !== undefined) chain.push(hit);
  }
  return { hits: chain.reverse(), score: scores[best] ?? 0 };
}

type Previous = readonly [value: number, index: number];

/** Hits as columns: they are gone through many times. */
type Search = {
  readonly s: Int32Array;
  readonly f: Int32Array;
  readonly scores: Float64Array;
  readonly upTo: BestUpTo;
  readonly markers: Int32Array;
};

function searchOf(hits: readonly Hit[], markers: Int32Array): Search {
  const scores = new Float64Array(hits.length);
  const search = { s: new Int32Array(hits.length), f: new Int32Array(hits.length), scores, markers };
  for (const [index, { s, f }] of hits.entries()) {
    search.s[index] = s;
    search.f[index] = f;
  }
  return { ...search, upTo: createBestUpTo(markers.length, scores) };
}

/** The best that a hit can follow, and what that is worth, at most `most`; -1 when it is best alone. */
function bestBefore(search: Search, index: number, most: number): Previous {
  const { s, f, scores, upTo } = search;
  const [ownS, ownF] = [at(s, index), at(f, index)];
  const marker = at(search.markers, ownS);
  let [value, previous] = [0, -1];
  const offer = (other: number, cost: number): void => {
    const worth = at(scores, other) - cost;
    if (worth > value && at(f, other) !== ownF) [value, previous] = [worth, other];
  };
  for (let other = index - 1; other >= Math.max(0, index - lookBack) && value < most; other -= 1) {
    const above = ownS - at(s, other);
    const uneven = Math.abs(ownF - at(f, other) - above);
    if (above > 0) offer(other, marker > at(s, other) ? 0 : Math.min(perJump, perRow * uneven));
  }
  if (value < most) offer(upTo.best(ownS), perJump);
  if (value < most && marker !== -1) offer(upTo.best(marker), 0);
  return [value, previous];
}

/** A column's number; of a row that is not there 0. */
function at(column: Int32Array | Float64Array, row: number): number {
  return column[row] ?? 0;
}

type BestUpTo = {
  readonly add: (row: number, index: number) => void;
  /** The hit of the highest score whose answer row is below `row`, or -1. */
  readonly best: (row: number) => number;
};

/** A Fenwick tree of maxima. */
function createBestUpTo(size: number, scores: Float64Array): BestUpTo {
  const tree = new Int32Array(size + 1).fill(-1);
  const better = (one: number, other: number): boolean =>
    other === -1 || (one !== -1 && (scores[one] ?? 0) > (scores[other] ?? 0));
  return {
    add: (row, index) => {
      for (let at = row + 1; at <= size; at += at & -at) if (better(index, tree[at] ?? -1)) tree[at] = index;
    },
    best: (row) => {
      let found = -1;
      for (let at = row; at > 0; at -= at & -at) if (better(tree[at] ?? -1, found)) found = tree[at] ?? -1;
      return found;
    },
  };
}
