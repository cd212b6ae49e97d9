import * as vscode from "vscode";
import { renamedDiff } from "../edit/commit/renamedDiff.ts";
import { gitStatus, type GitChange, type GitRepository } from "./gitRepositories.ts";
import type { ChangedFile } from "./changedFile.ts";

/** How git calls what is staged where it asks for a commit: `git show :path`. */
const inIndex = "";

/** Each file once that is not committed yet, however it differs. */
export function uncommittedOf({ state }: GitRepository): readonly GitChange[] {
  const { indexChanges, mergeChanges, workingTreeChanges, untrackedChanges = [] } = state;
  const all = [...indexChanges, ...mergeChanges, ...workingTreeChanges, ...untrackedChanges];
  return [...new Map(all.map((change) => [change.uri.toString(), change])).values()];
}

/** The same as files that differ from the last commit. */
export function uncommittedFiles(repository: GitRepository): readonly ChangedFile[] {
  return uncommittedOf(repository).map(({ uri, originalUri, status }) => ({
    ...{ uri, before: originalUri, status },
    ...(status !== gitStatus.untracked && { diff: () => repository.diffWithHEAD(uri.fsPath) }),
  }));
}

/** The files that are staged, as they are there. */
export function stagedFiles(repository: GitRepository): readonly ChangedFile[] {
  return repository.state.indexChanges.map((change) => ({
    ...{ uri: change.uri, before: change.originalUri, status: change.status, revision: "staged" },
    diff: () => stagedDiff(change, repository),
  }));
}

async function stagedDiff({ uri, originalUri }: GitChange, repository: GitRepository): Promise<string> {
  const whole = (): Promise<string> => repository.diffIndexWithHEAD(uri.fsPath);
  if (originalUri.toString() === uri.toString()) return whole();
  // What is no text cannot be shown.
  const texts = await Promise.all([
    repository.show("HEAD", originalUri.fsPath),
    repository.show(inIndex, uri.fsPath),
  ]).catch(() => undefined);
  if (texts === undefined) return whole();
  const [before, after] = texts;
  const [from, to] = [originalUri, uri].map((one) => vscode.workspace.asRelativePath(one));
  return renamedDiff({ from: from ?? "", to: to ?? "", before, after }) ?? whole();
}
