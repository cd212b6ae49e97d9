import * as vscode from "vscode";

/** `Status` of the git extension's API for a file that no commit knows yet: there is nothing to compare it with. */
export const untracked = 7;

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
  readonly diffBetween: {
    (before: string, after: string): Promise<readonly GitChange[]>;
    (before: string, after: string, path: string): Promise<string>;
  };
  readonly log: (options: { readonly maxEntries: number }) => Promise<readonly GitCommit[]>;
};

type GitExtension = {
  /** False while the person has git switched off: then {@link getAPI} throws. */
  readonly enabled: boolean;
  readonly getAPI: (version: 1) => { readonly repositories: readonly GitRepository[] };
};

/** The repositories that the editor has open; none where its git extension is missing, switched off, or out of reach. */
export async function gitRepositories(): Promise<readonly GitRepository[]> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (extension === undefined) return [];
  const git = extension.isActive ? extension.exports : await extension.activate();
  return git.enabled ? git.getAPI(1).repositories : [];
}
