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
  const scores = new Float64Array(hits.length);
  const from = new Int32Array(hits.length).fill(-1);
  const upTo = createBestUpTo(markers.length, scores);
  let best = 0;
  for (const [index, hit] of hits.entries()) {
    const [value, previous] = bestBefore({ hits, scores, upTo, markers }, index);
    scores[index] = hit.weight + value;
    from[index] = previous;
    upTo.add(hit.s, index);
    if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
  }
  const chain: Hit[] = [];
  for (let at = best; at !== -1; at = from[at] ?? -1) {
    const hit = hits[at];
    if (hit !== undefined) chain.unshift(hit);
  }
  return { hits: chain, score: scores[best] ?? 0 };
}

type Search = {
  readonly hits: readonly Hit[];
  readonly scores: Float64Array;
  readonly upTo: BestUpTo;
  readonly markers: Int32Array;
};

/** The best that a hit can follow, and what that is worth; -1 when it is best alone. */
function bestBefore({ hits, scores, upTo, markers }: Search, index: number): readonly [number, number] {
  const hit = hits[index];
  if (hit === undefined) return [0, -1];
  let [value, previous] = [0, -1];
  const offer = (candidate: number, cost: number): void => {
    const worth = (scores[candidate] ?? 0) - cost;
    if (candidate === -1 || worth <= value || hits[candidate]?.f === hit.f) return;
    [value, previous] = [worth, candidate];
  };
  const marker = markers[hit.s] ?? -1;
  for (let at = index - 1; at >= Math.max(0, index - lookBack); at -= 1) {
    const other = hits[at];
    if (other === undefined || other.s >= hit.s || other.f === hit.f) continue;
    const uneven = Math.abs(hit.f - other.f - (hit.s - other.s));
    offer(at, marker > other.s ? 0 : Math.min(perJump, perRow * uneven));
  }
  offer(upTo.best(hit.s), perJump);
  if (marker !== -1) offer(upTo.best(marker), 0);
  return [value, previous];
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
