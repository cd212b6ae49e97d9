import * as vscode from "vscode";
import { matchesInFile } from "../chat/matchesInFile.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { Attachment } from "../context/attachment.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { mostListed } from "./codeIndexFiles.ts";
import type { WorkspaceFile, WorkspaceListing } from "./workspaceFiles.ts";
import { language, say } from "../terms/words.ts";

/** What a search needs. */
export type SearchParts = {
  readonly listing: () => Promise<WorkspaceListing>;
  readonly guard: Pick<PathGuard, "judgeQuietly">;
};

/** Places that go along, and characters of those, at most. */
const [mostPlaces, mostCharacters] = [20, 30_000];
/** Bytes above which a file is data. */
const largestFile = 1024 * 1024;
/** Files that are read at once. */
const together = 16;

/**
 * Looks for words in the files of the workspace, each judged before it is read; open documents count as they stand in
 * their editors. It ends when there is enough, or when the signal aborts: with what was found until then.
 */
export async function searchWorkspace(
  words: string,
  { listing, guard }: SearchParts,
  signal: AbortSignal,
): Promise<MentionRead> {
  const { files: all, isCut: areMore } = await listing();
  const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
  const found: Attachment[] = [];
  let excluded = 0;
  let isFull = false;
  for (let at = 0; at < all.length && !isFull && !signal.aborted; at += together) {
    const part = all.slice(at, at + together);
    const read = await Promise.all(part.map((file) => searchFile(file, words, { guard, open })));
    excluded += read.filter((one) => one === "excluded").length;
    isFull = addTo(
      found,
      read.flatMap((one) => (one === "excluded" ? [] : one)),
    );
  }
  const isCut = areMore && !isFull && !signal.aborted;
  const leftOut = sentences({
    words,
    found: found.length,
    excluded,
    isFull,
    isCut,
    isStopped: signal.aborted,
  });
  return { attachments: found, ...(leftOut !== "" && { leftOut }) };
}

type Open = ReadonlyMap<string, Pick<vscode.TextDocument, "getText">>;

async function searchFile(
  { uri, path }: WorkspaceFile,
  words: string,
  { guard, open }: Pick<SearchParts, "guard"> & { readonly open: Open },
): Promise<readonly Attachment[] | "excluded"> {
  const address = uri.toString();
  if ((await guard.judgeQuietly(address)).kind === "never") return "excluded";
  const content = open.get(address)?.getText() ?? (await bytesOf(uri));
  return content === undefined ? [] : matchesInFile({ uri: address, path, content }, words);
}

/** The bytes of a file; `undefined` where it is large, or gone by now. */
async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > largestFile) return undefined;
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

/** Takes in what there is room for, and says whether there was more. */
function addTo(found: Attachment[], more: readonly Attachment[]): boolean {
  for (const one of more) {
    const characters = found.reduce((sum, { text }) => sum + text.length, one.text.length);
    if (found.length === mostPlaces || characters > mostCharacters) return true;
    found.push(one);
  }
  return false;
}

type Told = {
  readonly words: string;
  readonly found: number;
  readonly excluded: number;
  readonly isFull: boolean;
  /** There may be more files than were listed. */
  readonly isCut: boolean;
  readonly isStopped: boolean;
};

function excludedWords(files: number): string {
  return files === 1
    ? say("1 file was not searched because of path rules.")
    : say("{0} files were not searched because of path rules.", files.toLocaleString(language()));
}

function sentences({ words, found, excluded, isFull, isCut, isStopped }: Told): string {
  return [
    ...(found === 0 ? [say('Nothing was found for "{0}".', words)] : []),
    ...(isFull ? [say('More lines have "{0}": the first {1} places go along.', words, found)] : []),
    ...(isCut
      ? [say("Only the first {0} files of each folder were searched.", mostListed.toLocaleString(language()))]
      : []),
    ...(isStopped ? [say("The search was stopped before its end.")] : []),
    ...(excluded > 0 ? [excludedWords(excluded)] : []),
  ].join(" ");
}
