import * as vscode from "vscode";
import type { WorkspacePolicy } from "../privacy/workspacePolicy.ts";
import { modeLabel } from "../terms/mode.ts";
import { workspaceName } from "./windowPlace.ts";
import { say } from "../terms/words.ts";

type PausePolicy = Pick<WorkspacePolicy, "current" | "setPaused">;

/** Pauses at once, or asks whether to resume. */
export async function togglePause(policy: PausePolicy): Promise<void> {
  if (policy.current().paused) await resume(policy);
  else await policy.setPaused(true);
}

/**
 * Ends a pause, if there is one and a person says so in a modal dialog: other extensions can run commands and pick rows,
 * and a conversation's file can name a button as it likes, but none of them can answer there.
 */
export async function resume(policy: PausePolicy): Promise<void> {
  const { paused, mode } = policy.current();
  if (paused && (await isToResume(modeLabel(mode)))) await policy.setPaused(false);
}

async function isToResume(mode: string): Promise<boolean> {
  const button = say("Resume");
  const detail = say('Requests go through again, as far as the mode "{0}" allows.', mode);
  const title = say("Resume in {0}?", workspaceName());
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, button)) === button;
}
