import { codeChunks } from "./codeChunks.ts";
import { codeText, largestFile } from "./codeText.ts";
import type { Piece } from "./embedder.ts";
import type { ReadingParts } from "./indexPorts.ts";
import { languageIdOf } from "./languageIdOf.ts";
import { contentDigest } from "./readFileTerms.ts";
import type { IndexedFile } from "./shard.ts";
import type { Slices } from "./slices.ts";

/** What reading uses besides the files. */
export type PieceReader = Pick<ReadingParts, "files" | "guard"> & { readonly slices: Slices };

/**
 * The texts of a file's chunks, in their order. The guard is asked first; `undefined`: the file may not be read, or is not as
 * it was indexed any more.
 */
export async function readPieces(
  { uri, digest, chunks }: IndexedFile,
  { files, guard, slices }: PieceReader,
): Promise<readonly Piece[] | undefined> {
  if (!files.isInWorkspace(uri) || (await guard.judgeQuietly(uri)).kind === "never") return undefined;
  const bytes = await files.read(uri, largestFile);
  if (bytes === undefined || contentDigest(bytes) !== digest) return undefined;
  const path = files.path(uri);
  const pieces: Piece[] = [];
  await slices.breathe();
  for (const { lines, text } of codeChunks(codeText(bytes) ?? "", languageIdOf(path))) {
    pieces.push({ source: { kind: "file", uri, path, lines }, text });
    await slices.breathe();
  }
  const isSame = pieces.every(({ source }, at) => source.lines?.first === chunks[at]?.lines.first);
  return isSame && pieces.length === chunks.length ? pieces : undefined;
}
