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
const digestBytes = 32;

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

/** Reads a shard. `undefined`: it is damaged, or was written by another version or kind of machine. */
export function decodeShard(file: Uint8Array): Shard | undefined {
  if (file.length < headBytes + digestBytes) return undefined;
  // A copy that begins where numbers may begin.
  const bytes = Uint8Array.from(file);
  const [found, written, termCount = 0, postingCount = 0, jsonBytes = 0] = new Uint32Array(
    bytes.buffer,
    0,
    6,
  );
  const from = headBytes + digestBytes;
  const numberBytes = termCount * 8 + 4 + postingCount * 3;
  if (found !== mark || written !== version || bytes.length !== from + numberBytes + jsonBytes)
    return undefined;
  const digest = digestOf([bytes.subarray(from)]);
  if (Buffer.compare(digest, bytes.subarray(headBytes, from)) !== 0) return undefined;
  const starts = from + termCount * 4;
  const chunks = starts + (termCount + 1) * 4;
  const weights = chunks + postingCount * 2;
  const files = parseFiles(bytes.subarray(weights + postingCount));
  const shard = {
    terms: new Uint32Array(bytes.buffer, from, termCount),
    starts: new Uint32Array(bytes.buffer, starts, termCount + 1),
    chunks: new Uint16Array(bytes.buffer, chunks, postingCount),
    weights: new Uint8Array(bytes.buffer, weights, postingCount),
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
