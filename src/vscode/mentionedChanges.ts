import type { PathGuard } from "../context/pathGuard.ts";
import { gitRepositories, type GitChange, type GitCommit, type GitRepository } from "./gitRepositories.ts";
import { stagedFiles, uncommittedFiles, uncommittedOf } from "./changedFiles.ts";
import { isNamed } from "./isNamed.ts";
import type { MentionSource, Offer } from "./mentionSource.ts";
import type { ChangedFile } from "./changedFile.ts";
import { readChanges } from "./readChanges.ts";
import { listed } from "../terms/listed.ts";
import { say } from "../terms/words.ts";

type Guard = Pick<PathGuard, "judge">;

/** Commits of each repository that can be chosen from. */
const mostCommits = 10;

/**
 * What is not committed yet, what is staged, and single commits, as the editor's own git extension knows them. Nothing is
 * offered where that is not there.
 */
export function mentionedChanges(
  guard: Guard,
  repositories: () => Promise<readonly GitRepository[]> = gitRepositories,
): MentionSource {
  return async (query) => {
    const wanted = query.trim();
    const wantsAll = isNamed(wanted, "changes", "diff", "git", say("Changes"));
    const wantsStaged = wantsAll || isNamed(wanted, "staged", say("Staged changes"));
    const wantsCommits = wanted !== "" && (wantsAll || isNamed(wanted, "commit", say("Commit")));
    if (!wantsStaged && !wantsCommits) return [];
    const offers = await Promise.all(
      (await repositories()).map(async (repository) => [
        ...(wantsAll ? uncommitted(repository, guard) : []),
        ...(wantsStaged ? staged(repository, guard) : []),
        ...(wantsCommits ? await commits(repository, guard) : []),
      ]),
    );
    return offers.flat();
  };
}

/** What of a repository is chosen, and how what is read of it is found. */
type Choice = Pick<Offer, "key" | "label" | "detail"> & {
  readonly files: () => Promise<readonly ChangedFile[]>;
};

function offerOf({ files, ...shown }: Choice, guard: Guard): Offer {
  return { kind: "changes", ...shown, read: async (signal) => readChanges(await files(), guard, signal) };
}

function uncommitted(repository: GitRepository, guard: Guard): readonly Offer[] {
  const changed = uncommittedOf(repository);
  if (changed.length === 0) return [];
  const files = (): Promise<readonly ChangedFile[]> => Promise.resolve(uncommittedFiles(repository));
  const key = `${repository.rootUri.toString()}#all`;
  return [
    offerOf(
      { key, label: say("Changes"), detail: say("Not committed: {0}", detailOf(changed)), files },
      guard,
    ),
  ];
}

function staged(repository: GitRepository, guard: Guard): readonly Offer[] {
  const { indexChanges } = repository.state;
  if (indexChanges.length === 0) return [];
  const files = (): Promise<readonly ChangedFile[]> => Promise.resolve(stagedFiles(repository));
  const key = `${repository.rootUri.toString()}#staged`;
  return [offerOf({ key, label: say("Staged changes"), detail: detailOf(indexChanges), files }, guard)];
}

/** Commits with something before them: the first of all has nothing to be compared with. */
async function commits(repository: GitRepository, guard: Guard): Promise<readonly Offer[]> {
  // Git takes it for an error when there is no commit yet.
  const found = await repository.log({ maxEntries: mostCommits }).catch(() => []);
  return found.flatMap((commit) => commitOffer(repository, commit, guard));
}

function commitOffer(
  repository: GitRepository,
  { hash, message, parents }: GitCommit,
  guard: Guard,
): readonly Offer[] {
  const [parent] = parents;
  if (parent === undefined) return [];
  const revision = hash.slice(0, 7);
  const files = async (): Promise<readonly ChangedFile[]> => {
    const changed = await repository.diffBetween(parent, hash);
    return changed.map(({ uri, originalUri }) => ({
      ...{ uri, before: originalUri, revision },
      diff: () => repository.diffBetween(parent, hash, uri.fsPath),
    }));
  };
  const key = `${repository.rootUri.toString()}#${hash}`;
  return [
    offerOf(
      { key, label: message.split("\n")[0] ?? revision, detail: say("Commit {0}", revision), files },
      guard,
    ),
  ];
}

function detailOf(changes: readonly GitChange[]): string {
  return listed(changes.map(({ uri }) => uri.path));
}
