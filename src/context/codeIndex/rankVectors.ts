import { likeness, putSigns, signDistance, signWords, type ChunkVectors } from "./chunkVectors.ts";
import { better, firstOfFiles, type RankedChunk } from "./rankChunks.ts";
import type { IndexedFile, Shard } from "./shard.ts";
import type { Slices } from "./slices.ts";

/** What the chunks of an index are compared with. */
export type VectorSearch = {
  /** The vector of the question. */
  readonly question: ChunkVectors;
  /** The vectors of a file's chunks; `undefined` where there are none. */
  readonly vectorsOf: (file: IndexedFile) => ChunkVectors | undefined;
  /** While it is the same, `vectorsOf` gives the same: 10,000 files are not looked up for each question. */
  readonly stamp: string;
  /** Chunks that are wanted at most. */
  readonly count: number;
  readonly slices: Slices;
};

/** Of the chunks that are nearest by their signs so many are compared number by number: what is left out is far away. */
const mostCompared = 600;

type Owner = { readonly file: IndexedFile; readonly vectors: ChunkVectors; readonly first: number };

/** The vectors of a shard, chunk by chunk: looking through one row of numbers takes a third of following each file's own. */
type Table = {
  readonly stamp: string;
  readonly dimension: number;
  readonly signs: Uint32Array;
  /** Of each chunk the place of its file among the owners; {@link nobody} where it has no vector. */
  readonly ownerOf: Uint16Array;
  readonly owners: readonly Owner[];
};

const nobody = 0xffff;

const tables = new WeakMap<Shard, Table>();

function tableOf(shard: Shard, search: VectorSearch): Table {
  const { dimension } = search.question;
  const known = tables.get(shard);
  if (known?.stamp === search.stamp && known.dimension === dimension) return known;
  const made = makeTable(shard, search);
  tables.set(shard, made);
  return made;
}

function makeTable({ files }: Shard, { stamp, question, vectorsOf }: VectorSearch): Table {
  const owners: Owner[] = [];
  let count = 0;
  for (const file of files) {
    const vectors = vectorsOf(file);
    if (vectors?.dimension !== question.dimension) continue;
    owners.push({ file, vectors, first: count });
    count += vectors.scales.length;
  }
  const words = signWords(question);
  const signs = new Uint32Array(count * words);
  const ownerOf = new Uint16Array(count);
  for (const [place, { vectors, first }] of owners.entries()) {
    const { scales } = vectors;
    putSigns(vectors, signs.subarray(first * words, (first + scales.length) * words));
    for (const [at, scale] of scales.entries()) ownerOf[first + at] = scale === 0 ? nobody : place;
  }
  return { stamp, dimension: question.dimension, signs, ownerOf, owners };
}

/**
 * The chunks whose vectors are most like that of a question, best first, two of any one file: all are compared by the signs
 * of their numbers, and those that are near by the numbers themselves. In slices, so that others have their turn.
 */
export async function rankVectors(
  shards: readonly Shard[],
  search: VectorSearch,
): Promise<readonly RankedChunk[]> {
  const { question, slices, count } = search;
  const own = new Uint32Array(signWords(question));
  putSigns(question, own);
  /** How many chunks are so far away. */
  const counts = new Uint32Array(question.dimension + 1);
  const compared: Compared[] = [];
  for (const shard of shards) {
    const table = tableOf(shard, search);
    compared.push({ table, distances: distancesIn(table, own, counts) });
    await slices.breathe();
  }
  const limit = limitOf(counts);
  const ranked = compared.flatMap((each) => nearestOf(each, limit, question));
  return firstOfFiles(ranked.toSorted(better)).slice(0, count);
}

type Compared = { readonly table: Table; readonly distances: Uint16Array };

function distancesIn({ signs, ownerOf }: Table, own: Uint32Array, counts: Uint32Array): Uint16Array {
  const distances = new Uint16Array(ownerOf.length);
  for (let at = 0; at < distances.length; at += 1) {
    const distance = signDistance(signs, at, own);
    distances[at] = distance;
    if (ownerOf[at] !== nobody) counts[distance] = (counts[distance] ?? 0) + 1;
  }
  return distances;
}

/** How far a chunk may be to be compared number by number. */
function limitOf(counts: Uint32Array): number {
  let within = 0;
  const limit = counts.findIndex((count) => (within += count) >= mostCompared);
  return limit === -1 ? counts.length : limit;
}

function nearestOf({ table, distances }: Compared, limit: number, question: ChunkVectors): RankedChunk[] {
  const near: RankedChunk[] = [];
  for (let at = 0; at < distances.length; at += 1) {
    if ((distances[at] ?? 0) > limit) continue;
    const owner = table.owners[table.ownerOf[at] ?? nobody];
    const chunk = owner?.file.chunks[at - owner.first];
    if (owner !== undefined && chunk !== undefined)
      near.push({ file: owner.file, chunk, score: likeness(owner.vectors, at - owner.first, question) });
  }
  return near;
}
