import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { longestVector } from "../../terms/longestVector.ts";
import { withoutVectors, type ChunkVectors } from "./chunkVectors.ts";
import { mostChunks } from "./shard.ts";

/** The vectors of a file's chunks, and the digest that the file had. */
export type FileVectors = { readonly uri: string; readonly digest: string; readonly vectors: ChunkVectors };

/** The vectors of some files of one shard, all made by one model, which is named with the digest of its weights. */
export type StoredVectors = { readonly model: string; readonly files: readonly FileVectors[] };

/**
 * Version of the format. A file begins with six numbers of 32 bits: a mark, which also tells a machine of another byte
 * order, the version, and how many numbers a vector has, how many vectors and how many bytes of JSON follow. Then comes
 * the SHA-256 of all that is behind it: the scales, the vectors, and the model and the files as JSON.
 */
const version = 1;
const mark = 0x44_42_56_43;
const headBytes = 24;
const from = headBytes + 32;

/** The model, and of each file its URI, its digest and how many chunks it has. */
const tableSchema = z.object({
  model: z.string(),
  files: z.array(z.tuple([z.string(), z.string(), z.number()])),
});

/**
 * Writes vectors down, as pieces that follow one another. Files of which no chunk has a vector keep their place; those whose
 * vectors have another length than the last ones are left out, and made anew when the file is read.
 */
export function encodeVectors({ model, files: given }: StoredVectors): readonly Uint8Array[] {
  const dimension = given.findLast(({ vectors }) => vectors.dimension > 0)?.vectors.dimension ?? 0;
  const files = given.filter(({ vectors }) => [0, dimension].includes(vectors.dimension));
  const rows = files.map(({ uri, digest, vectors }) => [uri, digest, vectors.scales.length]);
  const json = new TextEncoder().encode(JSON.stringify({ model, files: rows }));
  const scales = files.map(({ vectors }) => bytesOf(vectors.scales));
  const values = files.map(({ vectors }) => placesOf(vectors, dimension));
  const count = files.reduce((sum, { vectors }) => sum + vectors.scales.length, 0);
  const head = Uint32Array.of(mark, version, dimension, count, json.length, 0);
  const body = [...scales, ...values, json];
  return [bytesOf(head), digestOf(body), ...body];
}

/** Reads vectors. `undefined`: the file is damaged, or was written by another version or kind of machine. */
export function decodeVectors(file: Uint8Array): StoredVectors | undefined {
  // A copy that begins where numbers may begin.
  const bytes = Uint8Array.from(file);
  const sizes = sizesOf(bytes);
  if (sizes === undefined) return undefined;
  const { dimension, count } = sizes;
  const values = from + count * 4;
  const table = parseTable(bytes.subarray(values + count * dimension));
  const told = table?.files.reduce((sum, [, , chunks]) => sum + chunks, 0);
  if (table === undefined || told !== count) return undefined;
  let next = 0;
  const files = table.files.map(([uri, digest, chunks]): FileVectors => {
    const at = next;
    next += chunks;
    const scales = new Float32Array(bytes.buffer, from + at * 4, chunks);
    const own = new Int8Array(bytes.buffer, values + at * dimension, chunks * dimension);
    const isEmpty = scales.every((scale) => scale === 0);
    return { uri, digest, vectors: isEmpty ? withoutVectors(chunks) : { dimension, scales, values: own } };
  });
  return { model: table.model, files };
}

type Sizes = { readonly dimension: number; readonly count: number };

/** How much of what a file holds; `undefined`: it is none of ours, or not whole. */
function sizesOf(bytes: Uint8Array<ArrayBuffer>): Sizes | undefined {
  if (bytes.length < from) return undefined;
  const head = new Uint32Array(bytes.buffer, 0, headBytes / 4);
  const isOurs = head[0] === mark && head[1] === version && hasItsDigest(bytes);
  return isOurs ? fitting(head.subarray(2), bytes.length) : undefined;
}

/** The sizes that a head names, if a file of such a length can have them. */
function fitting(named: Uint32Array, length: number): Sizes | undefined {
  const [dimension = 0, count = 0, json = 0] = named;
  if (dimension > longestVector || count > mostChunks) return undefined;
  return length === from + count * (4 + dimension) + json ? { dimension, count } : undefined;
}

function hasItsDigest(bytes: Uint8Array): boolean {
  return Buffer.compare(digestOf([bytes.subarray(from)]), bytes.subarray(headBytes, from)) === 0;
}

function parseTable(json: Uint8Array): z.infer<typeof tableSchema> | undefined {
  try {
    const table = tableSchema.safeParse(JSON.parse(new TextDecoder().decode(json)) as unknown);
    const isSound = table.success && table.data.files.every(([, , chunks]) => isCount(chunks));
    return isSound ? table.data : undefined;
  } catch {
    return undefined;
  }
}

/** The digest only tells that nothing broke by accident: no view may begin or end outside the file whoever wrote it. */
function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= mostChunks;
}

/** The numbers of a file's vectors; where it has none, what takes their place. */
function placesOf(vectors: ChunkVectors, dimension: number): Uint8Array {
  return vectors.dimension === dimension
    ? bytesOf(vectors.values)
    : new Uint8Array(vectors.scales.length * dimension);
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function digestOf(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
