import type * as vscode from "vscode";

/** A file that differs, and what reads how. */
export type ChangedFile = {
  /** `Status` of the git extension's API; absent: of a commit. */
  readonly status?: number;
  readonly uri: vscode.Uri;
  /** Where it was before: its old text stands in the difference, too. */
  readonly before: vscode.Uri;
  /** Reads the difference; absent: there is nothing to compare it with, and all of it is new. */
  readonly diff?: () => Promise<string>;
  /** Which change it is, when not that of the working tree. */
  readonly revision?: string;
};
