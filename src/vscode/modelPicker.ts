import * as vscode from "vscode";
import { plainLine } from "../base/plainLine.ts";
import { withoutIcons } from "../base/withoutIcons.ts";
import type { Choice } from "../setup/modelChoices.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import { formatModelRef } from "../terms/modelRef.ts";
import type { Task } from "../terms/task.ts";
import { writeUserSetting } from "./settingsSource.ts";

/** What the picker asks and tells. */
export type ModelPickerParts = {
  /** What can be picked now. */
  readonly list: () => Promise<readonly Choice[]>;
  /** The user picked the row of a server that waits for their confirmation; `true`: they gave it. */
  readonly onConfirm: (provider: ProviderConfig) => Promise<boolean>;
  /** The user's pick is in their settings; absent: chosen automatically. */
  readonly onPicked: (task: Task, ref: ModelRef | undefined) => Promise<unknown>;
};

type Row = vscode.QuickPickItem & { readonly choice?: Choice };

/** Names come from servers: nothing in them may become an icon or another line. */
function shown(text: string): string {
  return withoutIcons(plainLine(text));
}

function rowOf(choice: Choice): Row {
  return choice.kind === "model"
    ? { label: shown(choice.model), detail: shown(choice.detail), choice }
    : { label: `$(unverified) ${shown(choice.provider.label)}`, detail: shown(choice.detail), choice };
}

const automatic: Row = {
  label: "$(sparkle) Automatic",
  detail: "Chosen from what the first provider has on this device",
};

/**
 * Lets the user pick the model for a task; a pick is written to their user settings. A server that waits for their
 * confirmation is a row of its own: once they give it, the picker opens again with its models.
 */
export async function pickModel(task: Task, parts: ModelPickerParts): Promise<void> {
  const rows = parts.list().then((choices) => [automatic, ...choices.map(rowOf)]);
  const title = task === "chat" ? "Model for chat" : "Model for completion";
  const picked = await vscode.window.showQuickPick(rows, { title, matchOnDetail: true });
  if (picked === undefined) return;
  const { choice } = picked;
  if (choice?.kind === "waiting") {
    if (await parts.onConfirm(choice.provider)) await pickModel(task, parts);
    return;
  }
  const key = task === "chat" ? "chat.model" : "completion.model";
  await writeUserSetting(key, choice === undefined ? "" : formatModelRef(choice.ref));
  await parts.onPicked(task, choice?.ref);
}
