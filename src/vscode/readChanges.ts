import * as vscode from "vscode";
import { cutText } from "../chat/cutText.ts";
import { excludedSentence } from "../chat/excludedSentence.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { cutSentence, cutWords, joined, nothingOf } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { Attachment } from "../context/attachment.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { nameOf } from "../base/nameOf.ts";
import type { FileSource } from "../terms/source.ts";
import type { ChangedFile } from "./changedFile.ts";
import { readDiff } from "./readDiff.ts";
import { readMentioned } from "./readMentioned.ts";
import { listed } from "../terms/listed.ts";
import { say } from "../terms/words.ts";

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
  const path = pathOf(file);
  const read = await readDiff(file, guard);
  switch (read.kind) {
    case "excluded":
      return { attachments: [], leftOut: excludedSentence({ uri: file.uri.toString(), path, ...read }) };
    case "new":
      return readMentioned({ uri: file.uri, most }, guard);
    case "unreadable":
      return { attachments: [], leftOut: say("The changes in {0} could not be read.", nameOf(path)) };
    case "binary":
      return nothingOf(path, "binary");
    case "text":
      return read.diff.trim() === "" ? { attachments: [] } : changeOf(file, read.diff, most);
  }
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
