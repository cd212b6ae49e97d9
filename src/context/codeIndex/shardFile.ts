import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { mostChunks, type IndexedFile, type Shard } from "./shard.ts";

/**
 * Version of the format. A file begins with six numbers of 32 bits: a mark, which also tells a machine of another byte
 * order, the version, and how many terms, postings and bytes of JSON follow. Then comes the SHA-256 of all that is behind
 * it: the numbers of {@link Shard} as they are in memory, and its files as JSON.
 */
const version = 1;
const mark = 0x44_42_49_58;
const headBytes = 24;
/** Where what the digest is of begins: behind the head and the digest. */
const from = headBytes + 32;

/** URI, size, time, digest, and first line, last line and length of each chunk, one after the other. */
const fileSchema = z.tuple([z.string(), z.number(), z.number(), z.string(), z.array(z.number())]);
type FileRow = z.infer<typeof fileSchema>;
const filesSchema = z.array(fileSchema);

function rowOf({ uri, sizeBytes, modifiedMs, digest, chunks }: IndexedFile): FileRow {
  const numbers = chunks.flatMap(({ lines, length }) => [lines.first, lines.last, length]);
  return [uri, sizeBytes, modifiedMs, digest, numbers];
}

function fileOf([uri, sizeBytes, modifiedMs, digest, numbers]: FileRow): IndexedFile {
  const chunks = Array.from({ length: Math.floor(numbers.length / 3) }, (_, index) => {
    const [first = 1, last = 1, length = 0] = numbers.slice(index * 3, index * 3 + 3);
    return { lines: { first, last }, length };
  });
  return { uri, sizeBytes, modifiedMs, digest, chunks };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function digestOf(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Writes a shard down, as pieces that follow one another. */
export function encodeShard({ files, terms, starts, chunks, weights }: Shard): readonly Uint8Array[] {
  const json = new TextEncoder().encode(JSON.stringify(files.map(rowOf)));
  const head = Uint32Array.of(mark, version, terms.length, chunks.length, json.length, 0);
  const body = [...[terms, starts, chunks, weights].map(bytesOf), json];
  return [bytesOf(head), digestOf(body), ...body];
}

type Sizes = { readonly terms: number; readonly postings: number };

/** How much of what a file holds; `undefined`: it is none of ours, or not whole. */
function sizesOf(bytes: Uint8Array<ArrayBuffer>): Sizes | undefined {
  if (bytes.length < from) return undefined;
  const [found, written, terms = 0, postings = 0, json = 0] = new Uint32Array(bytes.buffer, 0, 6);
  if (found !== mark || written !== version) return undefined;
  if (bytes.length !== from + terms * 8 + 4 + postings * 3 + json) return undefined;
  const digest = digestOf([bytes.subarray(from)]);
  return Buffer.compare(digest, bytes.subarray(headBytes, from)) === 0 ? { terms, postings } : undefined;
}

/** Reads a shard. `undefined`: it is damaged, or was written by another version or kind of machine. */
export function decodeShard(file: Uint8Array): Shard | undefined {
  // A copy that begins where numbers may begin.
  const bytes = Uint8Array.from(file);
  const sizes = sizesOf(bytes);
  if (sizes === undefined) return undefined;
  const starts = from + sizes.terms * 4;
  const chunks = starts + (sizes.terms + 1) * 4;
  const weights = chunks + sizes.postings * 2;
  const files = parseFiles(bytes.subarray(weights + sizes.postings));
  const shard = {
    terms: new Uint32Array(bytes.buffer, from, sizes.terms),
    starts: new Uint32Array(bytes.buffer, starts, sizes.terms + 1),
    chunks: new Uint16Array(bytes.buffer, chunks, sizes.postings),
    weights: new Uint8Array(bytes.buffer, weights, sizes.postings),
  };
  return files !== undefined && isSound(shard) ? { files, ...shard } : undefined;
}

/** The digest only tells that nothing broke by accident: a loop over the postings must end whoever wrote them. */
function isSound({ terms, starts, chunks }: Omit<Shard, "files">): boolean {
  const isAscending = starts.every((start, index) => index === 0 || (starts[index - 1] ?? 0) <= start);
  const isSorted = terms.every((term, index) => index === 0 || (terms[index - 1] ?? 0) < term);
  return isAscending && isSorted && starts.at(-1) === chunks.length;
}

function parseFiles(json: Uint8Array): readonly IndexedFile[] | undefined {
  try {
    const rows = filesSchema.safeParse(JSON.parse(new TextDecoder().decode(json)) as unknown);
    const files = rows.success ? rows.data.map(fileOf) : undefined;
    const count = files?.reduce((sum, { chunks }) => sum + chunks.length, 0) ?? 0;
    return count <= mostChunks ? files : undefined;
  } catch {
    return undefined;
  }
}
