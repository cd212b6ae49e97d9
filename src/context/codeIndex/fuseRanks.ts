import { better, firstOfFiles, type RankedChunk } from "./rankChunks.ts";

/**
 * What is added to each rank before its reciprocal is taken: with 60, being first in one list is worth little more than
 * being second (Cormack, Clarke and Büttcher, Reciprocal Rank Fusion, SIGIR 2009).
 */
const damping = 60;

/**
 * One list from several over the same chunks, best first, by reciprocal rank fusion: the sum of 1 / (60 + rank) over the
 * lists that a chunk is in. Scores of different kinds are never compared. Two chunks of any one file.
 */
export function fuseRanks(lists: readonly (readonly RankedChunk[])[], count: number): readonly RankedChunk[] {
  const fused = new Map<string, RankedChunk>();
  for (const list of lists)
    for (const [at, { file, chunk }] of list.entries()) {
      const key = `${chunk.lines.first} ${file.uri}`;
      const score = (fused.get(key)?.score ?? 0) + 1 / (damping + at + 1);
      fused.set(key, { file, chunk, score });
    }
  return firstOfFiles([...fused.values()].toSorted(better)).slice(0, count);
}
