import type * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { PathGuard } from "../context/pathGuard.ts";

/** What the window's code index is made from, once it is wanted. */
export type CodeIndexParts = {
  /** The globs of what the editor's own search leaves out of a folder. */
  readonly searchExcludes: (folder: vscode.Uri) => readonly string[];
  readonly guard: Pick<PathGuard, "judgeQuietly" | "onDidRefresh">;
  readonly log: Pick<Logger, "error">;
};
