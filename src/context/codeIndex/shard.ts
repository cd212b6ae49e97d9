import type { Lines } from "../codeFile.ts";
import type { ChunkTerms } from "./chunkTerms.ts";

/** A chunk as the index remembers it: where it is, and how many terms it has. Its text stays in its file. */
export type IndexedChunk = { readonly lines: Lines; readonly length: number };

/** A file as it was when it was indexed. */
export type IndexedFile = {
  readonly uri: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, as the file system says. */
  readonly modifiedMs: number;
  /** Of its bytes. */
  readonly digest: string;
  readonly chunks: readonly IndexedChunk[];
};

/** A file with the terms of each of its chunks. */
export type FileTerms = { readonly file: IndexedFile; readonly terms: readonly Omit<ChunkTerms, "length">[] };

/**
 * Some files, searchable: for each term, in ascending order, the chunks it is in. Chunks are numbered through, file by
 * file. `starts` has one place more than `terms`: the postings of the term at `i` are those from `starts[i]` up to
 * `starts[i + 1]`, each the number of a chunk in `chunks` and how often the term is in it, in `weights`.
 */
export type Shard = {
  readonly files: readonly IndexedFile[];
  readonly terms: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly chunks: Uint16Array<ArrayBuffer>;
  readonly weights: Uint8Array<ArrayBuffer>;
};

/** Chunks that one shard can number. */
export const mostChunks = 65_536;

/** Makes files searchable. So many chunks as a shard is filled with take some milliseconds. */
export function sealShard(entries: readonly FileTerms[]): Shard {
  const lists = entries.flatMap(({ terms }) => terms);
  const count = lists.reduce((sum, { terms }) => sum + terms.length, 0);
  // A term and the place of its posting in one number, which sorts at the speed of numbers: 32 bits, and 21 below.
  const keys = new Float64Array(count);
  const chunkAt = new Uint16Array(count);
  const weightAt = new Uint8Array(count);
  let at = 0;
  for (const [chunk, { terms, weights }] of lists.entries())
    for (let index = 0; index < terms.length; index += 1, at += 1) {
      keys[at] = (terms[index] ?? 0) * 2 ** 21 + at;
      chunkAt[at] = chunk;
      weightAt[at] = weights[index] ?? 0;
    }
  keys.sort();
  return { files: entries.map(({ file }) => file), ...postings(keys, chunkAt, weightAt) };
}

function postings(keys: Float64Array, chunkAt: Uint16Array, weightAt: Uint8Array): Omit<Shard, "files"> {
  const terms: number[] = [];
  const starts: number[] = [];
  const chunks = new Uint16Array(keys.length);
  const weights = new Uint8Array(keys.length);
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] ?? 0;
    const term = Math.floor(key / 2 ** 21);
    const from = key - term * 2 ** 21;
    if (terms.at(-1) !== term) {
      terms.push(term);
      starts.push(place);
    }
    chunks[place] = chunkAt[from] ?? 0;
    weights[place] = weightAt[from] ?? 0;
  }
  return {
    terms: Uint32Array.from(terms),
    starts: Uint32Array.from([...starts, keys.length]),
    chunks,
    weights,
  };
}

/** Takes a shard apart into its files again, so that some can be replaced. */
export function openShard({ files, terms, starts, chunks, weights }: Shard): readonly FileTerms[] {
  const lists = files.flatMap((file) =>
    file.chunks.map(() => ({ terms: [] as number[], weights: [] as number[] })),
  );
  for (let index = 0; index < terms.length; index += 1)
    for (let place = starts[index] ?? 0; place < (starts[index + 1] ?? 0); place += 1) {
      const list = lists[chunks[place] ?? 0];
      list?.terms.push(terms[index] ?? 0);
      list?.weights.push(weights[place] ?? 0);
    }
  let next = 0;
  return files.map((file) => {
    const own = lists.slice(next, (next += file.chunks.length));
    return {
      file,
      terms: own.map((list) => ({
        terms: Uint32Array.from(list.terms),
        weights: Uint8Array.from(list.weights),
      })),
    };
  });
}
