import { createHash } from "node:crypto";
import type { TermCounter, ChunkTerms } from "./chunkTerms.ts";
import { codeChunks } from "./codeChunks.ts";
import { codeText, largestFile } from "./codeText.ts";
import type { FileStat, ReadingParts } from "./indexPorts.ts";
import { isLeftOut } from "./isLeftOut.ts";
import { languageIdOf } from "./languageIdOf.ts";
import type { FileTerms, IndexedChunk, IndexedFile } from "./shard.ts";
import type { Slices } from "./slices.ts";

/** What looking at a file came to. */
export type FileReading =
  /** A rule excludes it, or it is not there, or no file that is indexed. Nothing of it may stay. */
  | { readonly kind: "excluded" }
  | { readonly kind: "unchanged" }
  /** Written anew with the same content. */
  | { readonly kind: "touched"; readonly file: IndexedFile }
  | { readonly kind: "read"; readonly entry: FileTerms };

/** What reading uses besides the files: it goes on from one file to the next. */
export type Reader = ReadingParts & { readonly counter: TermCounter; readonly slices: Slices };

/** The digest by which a file's content is known again. */
export function contentDigest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
}

/** What is at a place, if it is a file that may be read and is not too large. The guard is asked before anything else. */
async function look(uri: string, { files, guard }: Reader): Promise<FileStat | undefined> {
  if (isLeftOut(uri) || !files.isInWorkspace(uri)) return undefined;
  const { kind } = await guard.judgeQuietly(uri);
  if (kind === "never") return undefined;
  const stat = await files.stat(uri);
  return stat?.kind === "file" && stat.sizeBytes <= largestFile ? stat : undefined;
}

/**
 * Looks at a file and reads it if it is not as it is known. The guard is asked first: of what it excludes not even the size
 * is looked at.
 */
export async function readFileTerms(
  uri: string,
  known: IndexedFile | undefined,
  reader: Reader,
): Promise<FileReading> {
  const stat = await look(uri, reader);
  if (stat === undefined) return { kind: "excluded" };
  const { sizeBytes, modifiedMs } = stat;
  if (known?.sizeBytes === sizeBytes && known.modifiedMs === modifiedMs) return { kind: "unchanged" };
  const { files } = reader;
  const bytes = await files.read(uri, largestFile);
  if (bytes === undefined) return { kind: "excluded" };
  const digest = contentDigest(bytes);
  const now = { uri, sizeBytes, modifiedMs, digest };
  if (known?.digest === digest) return { kind: "touched", file: { ...known, ...now } };
  const { chunks, terms } = await termsOf(files.path(uri), codeText(bytes) ?? "", reader);
  return { kind: "read", entry: { file: { ...now, chunks }, terms } };
}

/** The terms of each chunk of a text, counted in slices. */
async function termsOf(
  path: string,
  text: string,
  { counter, slices }: Pick<Reader, "counter" | "slices">,
): Promise<{ readonly chunks: readonly IndexedChunk[]; readonly terms: readonly ChunkTerms[] }> {
  const chunks: IndexedChunk[] = [];
  const terms: ChunkTerms[] = [];
  await slices.breathe();
  for (const { lines, text: chunk, names } of codeChunks(text, languageIdOf(path))) {
    const counted = counter.count(chunk, [path, ...names]);
    chunks.push({ lines, length: counted.length });
    terms.push(counted);
    await slices.breathe();
  }
  return { chunks, terms };
}
