import * as vscode from "vscode";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { modelAdvice } from "../setup/modelAdvice.ts";
import type { PickedTask } from "../terms/task.ts";
import { say } from "../terms/words.ts";

/** Says how a server comes to have a model for a task; a command can be copied, and is never run from here. */
export async function showModelHelp(provider: ProviderConfig, task: PickedTask): Promise<void> {
  const { sentence, command } = modelAdvice(provider, task);
  const button = command === undefined ? say("Open Settings") : say("Copy Command");
  const answer = await vscode.window.showInformationMessage(sentence, button);
  if (answer !== button) return;
  if (command === undefined)
    await vscode.commands.executeCommand("workbench.action.openSettings", "drawbridge.providers");
  else await vscode.env.clipboard.writeText(command);
}
