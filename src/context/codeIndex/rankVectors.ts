import { likeness, signDistances, type ChunkVectors } from "./chunkVectors.ts";
import { better, mostOfFile, type RankedChunk } from "./rankChunks.ts";
import type { IndexedFile, Shard } from "./shard.ts";
import type { Slices } from "./slices.ts";

/** What the chunks of an index are compared with. */
export type VectorSearch = {
  /** The vector of the question. */
  readonly question: ChunkVectors;
  /** The vectors of a file's chunks; `undefined` where there are none. */
  readonly vectorsOf: (file: IndexedFile) => ChunkVectors | undefined;
  /** Chunks that are wanted at most. */
  readonly count: number;
  readonly slices: Slices;
};

type Compared = { readonly file: IndexedFile; readonly vectors: ChunkVectors; readonly first: number };

/** Of the chunks that are nearest by their signs so many are compared number by number: what is left out is far away. */
const mostCompared = 600;
/** Farther than any chunk can be. */
const nowhere = 0xffff;

/**
 * The chunks whose vectors are most like that of a question, best first, two of any one file: all are compared by the signs
 * of their numbers, and those that are near by the numbers themselves. In slices, so that others have their turn.
 */
export async function rankVectors(
  shards: readonly Shard[],
  search: VectorSearch,
): Promise<readonly RankedChunk[]> {
  const compared: Compared[] = [];
  const distances: number[] = [];
  for (const { files } of shards) {
    for (const file of files) addDistances(file, search, { compared, distances });
    await search.slices.breathe();
  }
  const limit = Uint16Array.from(distances).sort()[mostCompared - 1] ?? nowhere - 1;
  const ranked: RankedChunk[] = [];
  for (const each of compared) ranked.push(...nearestOf(each, distances, limit, search.question));
  return ranked.toSorted(better).slice(0, search.count);
}

function addDistances(
  file: IndexedFile,
  { question, vectorsOf }: VectorSearch,
  { compared, distances }: { readonly compared: Compared[]; readonly distances: number[] },
): void {
  const vectors = vectorsOf(file);
  if (vectors?.dimension !== question.dimension) return;
  compared.push({ file, vectors, first: distances.length });
  for (const [at, distance] of signDistances(vectors, question).entries())
    distances.push(vectors.scales[at] === 0 ? nowhere : distance);
}

function nearestOf(
  { file, vectors, first }: Compared,
  distances: readonly number[],
  limit: number,
  question: ChunkVectors,
): readonly RankedChunk[] {
  const near: RankedChunk[] = [];
  for (const [at, chunk] of file.chunks.entries())
    if ((distances[first + at] ?? nowhere) <= limit)
      near.push({ file, chunk, score: likeness(vectors, at, question) });
  return near.length <= mostOfFile ? near : near.toSorted(better).slice(0, mostOfFile);
}
