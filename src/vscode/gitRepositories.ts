import * as vscode from "vscode";

/** What is used of `Status` of the git extension's API. An `untracked` file is known to no commit. */
export const gitStatus = { added: 1, removed: 2, deleted: 6, untracked: 7 } as const;

/** A file that differs; `originalUri` is another one where it was renamed. */
export type GitChange = {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly status: number;
};

/** A commit, as much of it as is shown. */
export type GitCommit = {
  readonly hash: string;
  readonly message: string;
  readonly parents: readonly string[];
};

/** What is used of a repository of the git extension's API, version 1 (`extensions/git/src/api/git.d.ts` of VS Code). */
export type GitRepository = {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly indexChanges: readonly GitChange[];
    readonly workingTreeChanges: readonly GitChange[];
    /** Files with conflicts that nobody has settled yet; they are in no other list. */
    readonly mergeChanges: readonly GitChange[];
    /** Absent before VS Code 1.85; elsewhere empty unless the person lists such files apart. */
    readonly untrackedChanges?: readonly GitChange[];
  };
  readonly diffWithHEAD: (path: string) => Promise<string>;
  readonly diffIndexWithHEAD: (path: string) => Promise<string>;
  /** The text that a file has in a commit. */
  readonly show: (commit: string, path: string) => Promise<string>;
  readonly diffBetween: {
    (before: string, after: string): Promise<readonly GitChange[]>;
    (before: string, after: string, path: string): Promise<string>;
  };
  readonly log: (options: { readonly maxEntries: number }) => Promise<readonly GitCommit[]>;
};

/** A repository with the box for the message of its next commit. */
export type CommitRepository = GitRepository & { readonly inputBox: { value: string } };

type GitExtension = {
  /** False while the person has git switched off: then {@link getAPI} throws. */
  readonly enabled: boolean;
  readonly getAPI: (version: 1) => { readonly repositories: readonly CommitRepository[] };
};

function gitExtension(): vscode.Extension<GitExtension> | undefined {
  return vscode.extensions.getExtension<GitExtension>("vscode.git");
}

/** Has the editor show what needs git only where its git extension can be asked: in a remote window it may run elsewhere. */
export function tellGitInReach(): void {
  void vscode.commands.executeCommand("setContext", "drawbridge.gitInReach", gitExtension() !== undefined);
}

/** The repositories that the editor has open; none where its git extension is missing, switched off, or out of reach. */
export async function gitRepositories(): Promise<readonly CommitRepository[]> {
  const extension = gitExtension();
  if (extension === undefined) return [];
  const git = extension.isActive ? extension.exports : await extension.activate();
  return git.enabled ? git.getAPI(1).repositories : [];
}
