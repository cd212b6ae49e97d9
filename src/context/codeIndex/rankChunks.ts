import { isTestPath } from "./isTestPath.ts";
import type { IndexedChunk, IndexedFile, Shard } from "./shard.ts";

/** A chunk that was found. */
export type RankedChunk = {
  readonly file: IndexedFile;
  readonly chunk: IndexedChunk;
  readonly score: number;
};

/**
 * BM25's two constants: how much more a term counts that is in a chunk again and again, and how much a long chunk is held
 * against it. Of what was tried on 700 questions (bench/codeIndex) these found the right file most often.
 */
const saturation = 2;
const lengthPenalty = 0.75;
/** What a test's score is multiplied by: it uses the words of the code it tests, and more of them. */
const testShare = 0.7;

/** A shard's chunks numbered through, how long each is, and what the scores of each file are multiplied by. */
type Numbered = {
  readonly chunks: readonly Omit<RankedChunk, "score">[];
  readonly lengths: Float64Array;
  readonly length: number;
  readonly shares: readonly number[];
};

const numbered = new WeakMap<Shard, Numbered>();

function numberedOf(shard: Shard): Numbered {
  const known = numbered.get(shard);
  if (known !== undefined) return known;
  const chunks = shard.files.flatMap((file) => file.chunks.map((chunk) => ({ file, chunk })));
  const lengths = Float64Array.from(chunks, ({ chunk }) => chunk.length);
  const length = lengths.reduce((sum, each) => sum + each, 0);
  const shares = shard.files.map(({ uri }) => (isTestPath(uri) ? testShare : 1));
  const made = { chunks, lengths, length, shares };
  numbered.set(shard, made);
  return made;
}

type Postings = { readonly from: number; readonly to: number };

/** Where a shard has the postings of a term. */
function postingsOf({ terms, starts }: Shard, term: number): Postings {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? 0) < term) low = middle + 1;
    else high = middle;
  }
  return terms[low] === term ? { from: starts[low] ?? 0, to: starts[low + 1] ?? 0 } : { from: 0, to: 0 };
}

type Weighing = { readonly rarity: number; readonly meanLength: number };

function addTo(scores: Float64Array, shard: Shard, { from, to }: Postings, weighing: Weighing): void {
  const { lengths } = numberedOf(shard);
  for (let at = from; at < to; at += 1) {
    const number = shard.chunks[at] ?? 0;
    const weight = shard.weights[at] ?? 0;
    const relative = (lengths[number] ?? 0) / weighing.meanLength;
    const damped = weight + saturation * (1 - lengthPenalty + lengthPenalty * relative);
    scores[number] = (scores[number] ?? 0) + (weighing.rarity * weight * (saturation + 1)) / damped;
  }
}

/**
 * The chunks that say most of what is asked, best first, by BM25 over all shards: the rarer a term, the more it counts.
 * `terms`: hashes, each once. So many chunks at most, two of any one file.
 */
export function rankChunks(
  shards: readonly Shard[],
  terms: readonly number[],
  count: number,
): readonly RankedChunk[] {
  const all = shards.map((shard) => ({ shard, scores: new Float64Array(numberedOf(shard).chunks.length) }));
  const total = all.reduce((sum, { scores }) => sum + scores.length, 0);
  const meanLength = shards.reduce((sum, shard) => sum + numberedOf(shard).length, 0) / total;
  for (const term of terms) {
    const found = all.map((each) => ({ ...each, postings: postingsOf(each.shard, term) }));
    const having = found.reduce((sum, { postings }) => sum + postings.to - postings.from, 0);
    const rarity = Math.log(1 + (total - having + 0.5) / (having + 0.5));
    for (const { shard, scores, postings } of found) addTo(scores, shard, postings, { rarity, meanLength });
  }
  const candidates = all.flatMap(({ shard, scores }) => bestOfFiles(shard, scores));
  const least = Float64Array.from(candidates, ({ score }) => score)
    .sort()
    .at(-count);
  // Most are far from the best: only those above the last place are put in order.
  return candidates
    .filter(({ score }) => score >= (least ?? 0))
    .flatMap(({ shard, number, score }) => {
      const chunk = numberedOf(shard).chunks[number];
      return chunk === undefined ? [] : [{ ...chunk, score }];
    })
    .toSorted(better)
    .slice(0, count);
}

type Candidate = { readonly shard: Shard; readonly number: number; readonly score: number };

/** The best two chunks of each file of a shard. */
function bestOfFiles(shard: Shard, scores: Float64Array): readonly Candidate[] {
  const { shares } = numberedOf(shard);
  const found: Candidate[] = [];
  let from = 0;
  for (const [index, { chunks }] of shard.files.entries()) {
    const to = from + chunks.length;
    const [first, second] = bestTwo(scores, from, to);
    for (const number of [first, second])
      if (number !== undefined)
        found.push({ shard, number, score: (scores[number] ?? 0) * (shares[index] ?? 1) });
    from = to;
  }
  return found;
}

/** The places of the two highest scores above zero. */
function bestTwo(
  scores: Float64Array,
  from: number,
  to: number,
): readonly [first: number | undefined, second: number | undefined] {
  let [first, second]: [number | undefined, number | undefined] = [undefined, undefined];
  let [high, next] = [0, 0];
  for (let at = from; at < to; at += 1) {
    const score = scores[at] ?? 0;
    if (score > high) [first, second, high, next] = [at, first, score, high];
    else if (score > next) [second, next] = [at, score];
  }
  return [first, second];
}

/** The best chunks of any one file that are given. */
const mostOfFile = 2;

/** Of chunks that are in order those that are given: the first two of each file. */
export function firstOfFiles(ranked: readonly RankedChunk[]): readonly RankedChunk[] {
  const ofFile = new Map<string, number>();
  return ranked.filter(({ file: { uri } }) => {
    const before = ofFile.get(uri) ?? 0;
    ofFile.set(uri, before + 1);
    return before < mostOfFile;
  });
}

/** The order of chunks, best first; equals in the order of their files' names, so that it is always the same. */
export function better(a: RankedChunk, b: RankedChunk): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.file.uri !== b.file.uri) return a.file.uri < b.file.uri ? -1 : 1;
  return a.chunk.lines.first - b.chunk.lines.first;
}
