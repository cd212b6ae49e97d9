import * as vscode from "vscode";
import type { WorkspacePolicy } from "../privacy/workspacePolicy.ts";
import { modeLabel } from "../terms/mode.ts";
import { workspaceName } from "./windowPlace.ts";

/**
 * Pauses at once, or asks in a modal dialog whether to resume: other extensions can run commands and pick rows, but not
 * answer there, and must not end a pause.
 */
export async function togglePause(policy: Pick<WorkspacePolicy, "current" | "setPaused">): Promise<void> {
  const { paused, mode } = policy.current();
  if (paused && !(await isToResume(modeLabel(mode)))) return;
  await policy.setPaused(!paused);
}

async function isToResume(mode: string): Promise<boolean> {
  const button = "Resume";
  const detail = `Requests go through again, as far as the mode "${mode}" allows.`;
  const title = `Resume in ${workspaceName()}?`;
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, button)) === button;
}
