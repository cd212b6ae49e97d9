import * as vscode from "vscode";
import type { ModelChoice } from "../setup/modelChoices.ts";
import type { Task } from "../terms/task.ts";
import { writeUserSetting } from "./settingsSource.ts";

/** Lets the user pick the model for a task from what `list` finds; a pick is written to their user settings. */
export async function pickModel(task: Task, list: () => Promise<readonly ModelChoice[]>): Promise<void> {
  const rows = list().then((choices) => [
    {
      label: "$(sparkle) Automatic",
      detail: "Chosen from what the first provider has on this device",
      ref: "",
    },
    ...choices.map(({ model, detail, ref }) => ({ label: model, detail, ref })),
  ]);
  const title = task === "chat" ? "Model for chat" : "Model for completion";
  const picked = await vscode.window.showQuickPick(rows, { title, matchOnDetail: true });
  if (picked !== undefined)
    await writeUserSetting(task === "chat" ? "chat.model" : "completion.model", picked.ref);
}
