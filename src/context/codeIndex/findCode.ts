import type { FileSource } from "../../terms/source.ts";
import { estimateTokens } from "../estimateTokens.ts";
import { wordsOf, wordTerms } from "./chunkTerms.ts";
import { codeChunks, type CodeChunk } from "./codeChunks.ts";
import { codeText, largestFile } from "./codeText.ts";
import type { ReadingParts } from "./indexPorts.ts";
import { fuseRanks } from "./fuseRanks.ts";
import { languageIdOf } from "./languageIdOf.ts";
import { questionTerms } from "./questionTerms.ts";
import { rankChunks, type RankedChunk } from "./rankChunks.ts";
import { contentDigest } from "./readFileTerms.ts";
import type { Shard } from "./shard.ts";
import { termHash } from "./termHash.ts";

/** Code that was found for a question. Where it may go is for the gate to say, by its source. */
export type FoundCode = {
  readonly source: FileSource;
  readonly languageId: string;
  readonly text: string;
  /** The higher the better, comparable within one search only. */
  readonly score: number;
};

/** How much is wanted. */
export type FindOptions = {
  /** Estimated tokens of all pieces together, paths included. */
  readonly mostTokens: number;
  readonly signal: AbortSignal;
  /** Aborted when nothing more is waited for: what there is by then is searched. */
  readonly enough?: AbortSignal;
};

/** What finding needs; `onStale` is told of a file that is no longer as it was indexed. */
export type FindParts = Pick<ReadingParts, "files" | "guard"> & { readonly onStale: (uri: string) => void };

/** Where it is looked for. */
export type Places = {
  readonly shards: readonly Shard[];
  /** What is nearest by its vectors, best first; empty: the words alone count. */
  readonly nearest: readonly RankedChunk[];
};

/** Chunks that are looked at, at most: more than any model of today could be given. */
export const mostLookedAt = 60;
/** When so many did not fit, what is left is too little. */
const mostMisfits = 3;

/**
 * The pieces that say most of what is asked, best first, as many as fit; one that does not fit leaves its room to the
 * next few. Their text is read now, from files that the guard lets through now.
 */
export async function findCode(
  question: string,
  { shards, nearest }: Places,
  parts: FindParts,
  { mostTokens, signal }: FindOptions,
): Promise<readonly FoundCode[]> {
  const terms = questionTerms(question);
  const found: FoundCode[] = [];
  let left = mostTokens;
  let misfits = 0;
  const byWords = rankChunks(shards, terms, mostLookedAt);
  for (const ranked of nearest.length === 0 ? byWords : fuseRanks([byWords, nearest], mostLookedAt)) {
    if (signal.aborted || misfits === mostMisfits) break;
    const piece = await readPiece(ranked, terms, parts);
    if (piece === undefined || found.some((other) => isSame(piece, other))) continue;
    const tokens = estimateTokens(`${piece.source.path}\n${piece.text}`);
    if (tokens > left) {
      misfits += 1;
      continue;
    }
    found.push(piece);
    left -= tokens;
  }
  return found;
}

function isSame(a: FoundCode, b: FoundCode): boolean {
  return (
    a.text === b.text || (a.source.uri === b.source.uri && a.source.lines?.first === b.source.lines?.first)
  );
}

/** A chunk with its text; `undefined` when its file may not or cannot be read. */
async function readPiece(
  { file, chunk, score }: RankedChunk,
  terms: readonly number[],
  { files, guard, onStale }: FindParts,
): Promise<FoundCode | undefined> {
  const { uri } = file;
  // What the index says of a file's place is no reason to read it.
  const isExcluded = !files.isInWorkspace(uri) || (await guard.judgeQuietly(uri)).kind === "never";
  const bytes = isExcluded ? undefined : await files.read(uri, largestFile);
  const isAsIndexed = bytes !== undefined && contentDigest(bytes) === file.digest;
  if (!isAsIndexed) onStale(uri);
  const text = bytes && codeText(bytes);
  if (text === undefined) return undefined;
  const path = files.path(uri);
  const languageId = languageIdOf(path);
  const now = isAsIndexed ? cut(text, chunk.lines) : likest(codeChunks(text, languageId), terms);
  return now && { source: { kind: "file", uri, path, lines: now.lines }, languageId, text: now.text, score };
}

type Cut = Pick<CodeChunk, "lines" | "text">;

function cut(text: string, lines: Cut["lines"]): Cut {
  let from = 0;
  for (let line = 1; line < lines.first; line += 1) from = text.indexOf("\n", from) + 1;
  let to = from;
  for (let line = lines.first; line <= lines.last && to < text.length; line += 1) {
    const end = text.indexOf("\n", to);
    to = end === -1 ? text.length : end + 1;
  }
  return { lines, text: text.slice(from, to).replaceAll("\r\n", "\n").replace(/\n$/, "") };
}

/** Of a file that has changed, the chunk that has most of the terms; `undefined`: none has any. */
function likest(chunks: Iterable<CodeChunk>, terms: readonly number[]): Cut | undefined {
  let best: Cut | undefined;
  let most = 0;
  for (const chunk of chunks) {
    const own = new Set(wordsOf(chunk.text).flatMap(wordTerms).map(termHash));
    const having = terms.filter((term) => own.has(term)).length;
    if (having > most) [best, most] = [chunk, having];
  }
  return best;
}
