import * as vscode from "vscode";
import type { StepAction } from "../protocol/messages.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelOffer } from "../setup/modelOffer.ts";
import type { Task } from "../terms/task.ts";
import { writeUserSetting } from "./settingsSource.ts";

/** What the picker asks and does. */
export type ModelPickerParts = {
  readonly providers: () => readonly ProviderConfig[];
  readonly offer: (task: Task, provider: ProviderConfig) => Promise<ModelOffer>;
  /** The user picked the row of a provider that has nothing, to do what can be done about it. */
  readonly onStep: (action: StepAction, provider: ProviderConfig, task: Task) => unknown;
};

type Pick = { readonly ref: string };
/** A provider without a model that suits: what can be done about it, if anything. */
type Hint = { readonly provider: ProviderConfig; readonly action: StepAction | undefined };
type Row = vscode.QuickPickItem & (Pick | Hint);

const automatic: Row = {
  label: "$(sparkle) Automatic",
  detail: "Chosen from what the first provider has on this device",
  ref: "",
};

function waitingRow(provider: ProviderConfig): Row {
  return {
    label: `$(sync) ${provider.label}`,
    detail: "Being asked for its models",
    provider,
    action: undefined,
  };
}

function rowsOf(provider: ProviderConfig, { models, nothing }: ModelOffer): readonly Row[] {
  const rows = models.map(({ model, detail, ref }): Row => ({ label: model, detail, ref }));
  if (nothing === undefined) return rows;
  // To pick a model is what they are doing.
  const [way] = nothing.steps.filter(({ action }) => action !== "pickModel");
  const description = way && { description: way.label };
  return [
    ...rows,
    {
      label: `$(info) ${provider.label}`,
      detail: nothing.sentence,
      ...description,
      provider,
      action: way?.action,
    },
  ];
}

/**
 * Lets the user pick the model for a task; a pick is written to their user settings. Each provider's rows are there as
 * soon as it has answered; one that has nothing has a row that says why.
 */
export async function pickModel(task: Task, parts: ModelPickerParts): Promise<void> {
  const picked = await showRows(task, parts);
  if (picked === undefined) return;
  if ("ref" in picked)
    await writeUserSetting(task === "chat" ? "chat.model" : "completion.model", picked.ref);
  else if (picked.action === undefined || picked.action === "retry") await pickModel(task, parts);
  else await parts.onStep(picked.action, picked.provider, task);
}

function showRows(task: Task, { providers, offer }: ModelPickerParts): Promise<Row | undefined> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = task === "chat" ? "Model for chat" : "Model for completion";
  picker.matchOnDetail = true;
  picker.busy = true;
  const rows = new Map<ProviderConfig, readonly Row[]>();
  const update = (): void => {
    const [active] = picker.activeItems;
    picker.items = [automatic, ...[...rows.values()].flat()];
    if (active !== undefined && picker.items.includes(active)) picker.activeItems = [active];
  };
  const asking = providers().map(async (provider) => {
    rows.set(provider, [waitingRow(provider)]);
    rows.set(provider, rowsOf(provider, await offer(task, provider)));
    update();
  });
  update();
  return new Promise((resolve, reject) => {
    Promise.all(asking).then(
      () => (picker.busy = false),
      (bug: unknown) => {
        reject(bug instanceof Error ? bug : new Error(String(bug)));
        picker.hide();
      },
    );
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
