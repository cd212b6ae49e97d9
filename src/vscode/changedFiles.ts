import { gitStatus, type GitChange, type GitRepository } from "./gitRepositories.ts";
import type { ChangedFile } from "./changedFile.ts";

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
  return repository.state.indexChanges.map(({ uri, originalUri, status }) => ({
    ...{ uri, before: originalUri, status, revision: "staged" },
    diff: () => repository.diffIndexWithHEAD(uri.fsPath),
  }));
}
