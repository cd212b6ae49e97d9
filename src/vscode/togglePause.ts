import * as vscode from "vscode";
import type { WorkspacePolicy } from "../privacy/workspacePolicy.ts";

/**
 * Pauses at once; resumes only after a modal dialog, since a command can be run by every other extension, and letting
 * requests through again is a person's decision.
 */
export async function togglePause(policy: Pick<WorkspacePolicy, "current" | "setPaused">): Promise<void> {
  if (!policy.current().paused) {
    await policy.setPaused(true);
    return;
  }
  const resume = "Resume";
  const detail = "Drawbridge is paused in this workspace: it makes no requests at all.";
  const answer = await vscode.window.showWarningMessage(
    "Let requests through again?",
    { modal: true, detail },
    resume,
  );
  if (answer === resume) await policy.setPaused(false);
}
