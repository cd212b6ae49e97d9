import type * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { CodeEmbedderParts } from "../chat/codeEmbedder.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { KeptPause } from "./keptPause.ts";

/** What the window's code index is made from, once it is wanted. */
export type CodeIndexParts = {
  /** The globs of what the editor's own search leaves out of a folder. */
  readonly searchExcludes: (folder: vscode.Uri) => readonly string[];
  readonly guard: Pick<PathGuard, "judgeQuietly" | "onDidRefresh">;
  /** How a model on this device is asked to turn code into numbers. */
  readonly embedding: Omit<CodeEmbedderParts, "log" | "clock">;
  readonly pause: KeptPause;
  readonly log: Pick<Logger, "error" | "info">;
};
