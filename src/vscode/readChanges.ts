import * as vscode from "vscode";
import { cutText } from "../chat/cutText.ts";
import { excludedSentence } from "../chat/excludedSentence.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { cutSentence, cutWords, joined, listed, nothingOf } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { Attachment } from "../context/attachment.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { nameOf } from "../base/nameOf.ts";
import type { Restriction } from "../context/pathVerdict.ts";
import type { FileSource } from "../terms/source.ts";
import { readMentioned } from "./readMentioned.ts";
import { say } from "../terms/words.ts";

/** A file that differs, and what reads how. */
export type ChangedFile = {
  readonly uri: vscode.Uri;
  /** Where it was before: its old text stands in the difference, too. */
  readonly before: vscode.Uri;
  /** Reads the difference; absent: there is nothing to compare it with, and all of it is new. */
  readonly diff?: () => Promise<string>;
  /** Which change it is, when not that of the working tree. */
  readonly revision?: string;
};

type Guard = Pick<PathGuard, "judge">;

/** Files whose changes go along, at most. */
const mostFiles = 50;

/** Characters below which a part of a difference tells nothing. */
const leastRoom = 200;

/** Reads how files differ, one after the other, as long as there is room; each is judged before its difference is read. */
export async function readChanges(
  files: readonly ChangedFile[],
  guard: Guard,
  signal: AbortSignal,
): Promise<MentionRead> {
  const reads: MentionRead[] = [];
  const without: string[] = [];
  let room = largestAttachment;
  for (const file of files) {
    if (signal.aborted) break;
    if (room < leastRoom || reads.length >= mostFiles) without.push(pathOf(file));
    else {
      const read = await readChange(file, guard, room);
      room -= read.attachments.reduce((sum, { text }) => sum + text.length, 0);
      reads.push(read);
    }
  }
  const leftOut = say("There is no room for the changes in {0}.", listed(without));
  return joined(without.length === 0 ? reads : [...reads, { attachments: [], leftOut }]);
}

function pathOf({ uri }: ChangedFile): string {
  return vscode.workspace.asRelativePath(uri);
}

async function readChange(file: ChangedFile, guard: Guard, most: number): Promise<MentionRead> {
  const because = await restrictionOf(file, guard);
  const path = pathOf(file);
  if (because !== undefined)
    return { attachments: [], leftOut: excludedSentence({ uri: file.uri.toString(), path, because }) };
  if (file.diff === undefined) return readMentioned({ uri: file.uri, most }, guard);
  const read = await file.diff().catch(() => undefined);
  if (read === undefined)
    return { attachments: [], leftOut: say("The changes in {0} could not be read.", nameOf(path)) };
  const diff = read.replaceAll("\r\n", "\n");
  if (isBinary(diff)) return nothingOf(path, "binary");
  return diff.trim() === "" ? { attachments: [] } : changeOf(file, diff, most);
}

/**
 * Why a difference is not read. The gate judges it as it judges the file of today; a text that comes from elsewhere, where a
 * rule holds it back in any way, is left out altogether.
 */
async function restrictionOf({ uri, before }: ChangedFile, guard: Guard): Promise<Restriction | undefined> {
  const verdict = await guard.judge(uri.toString());
  if (verdict.kind === "never") return verdict;
  if (before.toString() === uri.toString()) return undefined;
  const then = await guard.judge(before.toString());
  return then.kind === "allowed" ? undefined : then;
}

/** Git writes no lines of a file that it takes for no text. */
function isBinary(diff: string): boolean {
  return /^Binary files .* differ$/m.test(diff) && !/^@@ /m.test(diff);
}

function changeOf({ uri, revision }: ChangedFile, diff: string, most: number): MentionRead {
  const path = vscode.workspace.asRelativePath(uri);
  const { text, cut } = cutText(diff, most);
  const source: FileSource = {
    ...{ kind: "file", uri: uri.toString(), path, shows: "changes" },
    ...(revision !== undefined && { revision }),
  };
  const attachment: Attachment = {
    ...{ source, languageId: "diff", text },
    ...(cut && { cut: cutWords(cut, "first") }),
  };
  return { attachments: [attachment], ...(cut && { leftOut: cutSentence(path, cut) }) };
}
