import { open, type FileHandle } from "node:fs/promises";
import { isAbsent } from "./ledgerFiles.ts";

/** Bytes read at a time: parsing that many takes a few milliseconds, and the editor has its turn before the next. */
const pieceBytes = 32 * 1024;
const lineBreak = 0x0a;

/** Does something with a file and closes it again; `undefined` when there is no such file (any more). */
async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await withFile(path, async (file) => (await file.stat()).size)) ?? 0;
}

/** Opened anew for each piece: whoever stops reading half-way leaves nothing open. Empty when the file is gone. */
async function readPiece(path: string, start: number, length: number): Promise<Buffer> {
  const piece = await withFile(path, async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  });
  return piece ?? Buffer.alloc(0);
}

function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString()
    .split("\n")
    .filter((line) => line !== "");
}

/** The lines a file has now, from its first to its last, empty ones left out, read piece by piece. */
export async function* linesForward(path: string): AsyncGenerator<string, void> {
  const size = await sizeOf(path);
  let begun: Buffer = Buffer.alloc(0);
  for (let start = 0; start < size;) {
    const piece = await readPiece(path, start, Math.min(Math.max(pieceBytes, begun.length), size - start));
    if (piece.length === 0) break;
    start += piece.length;
    const last = piece.lastIndexOf(lineBreak);
    if (last >= 0) yield* linesOf(Buffer.concat([begun, piece.subarray(0, last)]));
    begun = last >= 0 ? piece.subarray(last + 1) : Buffer.concat([begun, piece]);
  }
  yield* linesOf(begun);
}

/** The same lines from the last to the first. */
export async function* linesBackward(path: string): AsyncGenerator<string, void> {
  let begun: Buffer = Buffer.alloc(0);
  for (let end = await sizeOf(path); end > 0;) {
    const start = Math.max(0, end - Math.max(pieceBytes, begun.length));
    const piece = await readPiece(path, start, end - start);
    if (piece.length < end - start) break;
    end = start;
    const first = piece.indexOf(lineBreak);
    if (first >= 0) yield* linesOf(Buffer.concat([piece.subarray(first + 1), begun])).reverse();
    begun = first >= 0 ? piece.subarray(0, first) : Buffer.concat([piece, begun]);
  }
  yield* linesOf(begun);
}
