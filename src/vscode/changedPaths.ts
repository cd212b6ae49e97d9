import * as vscode from "vscode";
import { cutText } from "../chat/cutText.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { ChangedPath, ReadChange } from "../edit/commit/gatherChanges.ts";
import type { ChangedFile } from "./changedFile.ts";
import { stagedFiles, uncommittedFiles } from "./changedFiles.ts";
import { gitStatus, type GitRepository } from "./gitRepositories.ts";
import { readDiff, restrictionOf } from "./readDiff.ts";
import { readMentioned } from "./readMentioned.ts";

type Guard = Pick<PathGuard, "judge">;

/**
 * What the next commit of a repository holds: what is staged, or everything that is not committed when nothing is. A file with
 * conflicts that nobody has settled is no part of it.
 */
export function changedPaths(repository: GitRepository, guard: Guard): readonly ChangedPath[] {
  const staged = stagedFiles(repository);
  const conflicting = new Set(repository.state.mergeChanges.map(({ uri }) => uri.toString()));
  const unstaged = uncommittedFiles(repository).filter(({ uri }) => !conflicting.has(uri.toString()));
  return (staged.length > 0 ? staged : unstaged).map((file) => ({
    source: {
      ...{ kind: "file", uri: file.uri.toString(), path: vscode.workspace.asRelativePath(file.uri) },
      shows: "changes",
      ...(file.revision !== undefined && { revision: file.revision }),
    },
    change: changeOf(file),
    ...(isRenamed(file) && { from: vscode.workspace.asRelativePath(file.before) }),
    restriction: () => restrictionOf(file, guard),
    read: () => read(file, guard),
  }));
}

function isRenamed({ uri, before }: ChangedFile): boolean {
  return before.toString() !== uri.toString();
}

function changeOf(file: ChangedFile): ChangedPath["change"] {
  if (isRenamed(file)) return "renamed";
  const { status } = file;
  const { added, untracked, deleted, removed } = gitStatus;
  if (status === added || status === untracked) return "added";
  return status === deleted || status === removed ? "deleted" : "changed";
}

async function read(file: ChangedFile, guard: Guard): Promise<ReadChange> {
  const found = await readDiff(file, guard);
  switch (found.kind) {
    case "text":
      return found;
    case "binary":
      return found;
    case "new":
      return wholeFile(file, guard);
    // The rules have changed since it was judged.
    case "excluded":
    case "unreadable":
      return { kind: "unreadable" };
  }
}

/** A file that git does not know, written as git would write it. */
async function wholeFile({ uri }: ChangedFile, guard: Guard): Promise<ReadChange> {
  const { attachments } = await readMentioned({ uri }, guard);
  const [whole] = attachments;
  if (whole === undefined) return { kind: "binary" };
  const lines = cutText(whole.text, largestAttachment).text.replace(/\n$/, "").split("\n");
  const added = lines.map((line) => `+${line}`).join("\n");
  return { kind: "text", diff: `@@ -0,0 +1,${lines.length} @@\n${added}\n` };
}
