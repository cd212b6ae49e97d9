import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { shownName } from "../base/shownName.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelOffer, OfferedModel } from "../setup/modelOffer.ts";
import {
  destinationClasses,
  destinationIcon,
  destinationLabel,
  notAllowed,
  type DestinationClass,
} from "../terms/destination.ts";
import { formatModelRef, type ModelRef } from "../terms/modelRef.ts";
import type { PickedTask } from "../terms/task.ts";
import { writeUserSetting } from "./writeUserSetting.ts";
import { say } from "../terms/words.ts";

/** What the picker asks and does. */
export type ModelPickerParts = {
  readonly providers: () => readonly ProviderConfig[];
  readonly offer: (task: PickedTask, provider: ProviderConfig) => Promise<ModelOffer>;
  /** The user picked the row of a provider that has nothing, to do what can be done about it. */
  readonly onStep: (action: StepAction, provider: ProviderConfig, task: PickedTask) => unknown;
  /** The user wants to change what the mode forbids. */
  readonly onChangeMode: () => unknown;
  /** The user wants to confirm the server of a row; `true`: they did. */
  readonly onConfirm: (provider: ProviderConfig) => Promise<boolean>;
  /** The pick is for one answer: nothing is written, and what the mode forbids cannot be picked. */
  readonly onlyOnce?: true;
  /** The user has picked, and that is in their settings unless it is only for once; absent: chosen automatically. */
  readonly onPicked: (task: PickedTask, ref: ModelRef | undefined) => Promise<unknown>;
};

/** A model that was picked for one answer; without one it is chosen automatically. */
export type PickedOnce = { readonly model?: ModelRef };

type Pick = { readonly ref: ModelRef | undefined };
/** A provider without a model that suits: what can be done about it, if anything. */
type Hint = { readonly provider: ProviderConfig; readonly action: StepAction | undefined };
/** A model that the mode forbids, and why: it can be picked all the same, and waits for another mode. */
type Locked = Pick & { readonly forbidden: string };
/** The head of a group; it cannot be picked. */
type Head = { readonly group: string };
type Row = vscode.QuickPickItem & (Pick | Hint | Locked | Head);

const automatic: Row = {
  label: `$(sparkle) ${say("Automatic")}`,
  detail: say("Chosen from what the first provider has on this device"),
  ref: undefined,
};

function waitingRow(provider: ProviderConfig): Row {
  return {
    label: `$(sync) ${shownName(provider.label)}`,
    detail: say("Being asked for its models"),
    provider,
    action: undefined,
  };
}

/** What a group is called, in words of everywhere else; from the safest to the one that is never allowed. */
const groups: { readonly [C in DestinationClass]: string } = {
  device: say("On device"),
  unverified: say("On device, may forward"),
  host: say("Host machine"),
  remoteDevice: say("The machine of this window"),
  network: say("My network"),
  cloud: say("Cloud"),
  cloudViaDevice: say("Cloud through a server of yours"),
  blocked: say("Never"),
};

function modelRow({ model, detail, destination, ref, forbidden }: OfferedModel): Row {
  const place = shownName(destinationLabel(destination));
  const icon = `$(${destinationIcon(destination.class)})`;
  return forbidden === undefined
    ? { label: shownName(model), description: `${icon} ${place}`, detail: shownName(detail), ref }
    : {
        label: `$(circle-slash) ${shownName(model)}`,
        description: `${icon} ${place} · ${notAllowed}`,
        detail: shownName(`${forbidden} ${detail}`),
        ref,
        forbidden,
      };
}

/** A provider's models in their groups. `last` is the group that the rows above end with: its head is not repeated. */
function groupedRows(models: readonly OfferedModel[], last: string | undefined): readonly Row[] {
  const rows: Row[] = [];
  let current = last;
  for (const kind of destinationClasses) {
    const inGroup = models.filter(({ destination }) => destination.class === kind);
    const group = groups[kind];
    if (inGroup.length > 0 && group !== current)
      rows.push({ label: group, kind: vscode.QuickPickItemKind.Separator, group });
    if (inGroup.length > 0) current = group;
    rows.push(...inGroup.map(modelRow));
  }
  return rows;
}

function rowsOf(
  provider: ProviderConfig,
  { models, cut, nothing }: ModelOffer,
  last: string | undefined,
): readonly Row[] {
  const label = `$(info) ${shownName(provider.label)}`;
  const rows: readonly Row[] = [
    ...groupedRows(models, last),
    ...(cut === undefined ? [] : [{ label, detail: shownName(cut), provider, action: undefined }]),
  ];
  if (nothing === undefined) return rows;
  // To pick a model is what they are doing.
  const [way] = nothing.steps.filter(({ action }) => action !== "pickModel");
  const description = way && { description: way.label };
  return [
    ...rows,
    {
      label,
      detail: shownName(nothing.sentence),
      ...description,
      provider,
      action: way?.action,
    },
  ];
}

/**
 * Lets the user pick the model for a task; a pick is written to their user settings, unless it is only for once. Each provider's rows are there as
 * soon as it has answered; one that has nothing has a row that says why.
 */
export async function pickModel(task: PickedTask, parts: ModelPickerParts): Promise<void> {
  const picked = await showRows(task, parts);
  if (picked === undefined || "group" in picked) return;
  if ("ref" in picked) {
    if (parts.onlyOnce) {
      if ("forbidden" in picked) await explainLocked(picked, parts);
      else await parts.onPicked(task, picked.ref);
      return;
    }
    const key = task === "chat" ? "chat.model" : "completion.model";
    await writeUserSetting(key, picked.ref === undefined ? "" : formatModelRef(picked.ref));
    await parts.onPicked(task, picked.ref);
    if ("forbidden" in picked) await explainLocked(picked, parts);
  } else await takeHint(picked, task, parts);
}

/** Says why a model cannot be used here, and lets the user change that where they can. */
async function explainLocked({ forbidden }: Locked, parts: ModelPickerParts): Promise<void> {
  const change = say("Change Mode");
  const answer = await vscode.window.showInformationMessage(messageText(forbidden), change);
  if (answer === change) await parts.onChangeMode();
}

async function takeHint(
  { action, provider }: Hint,
  task: PickedTask,
  parts: ModelPickerParts,
): Promise<void> {
  if (action === undefined || action === "retry") await pickModel(task, parts);
  else if (action !== "confirmDestination") await parts.onStep(action, provider, task);
  else if (await parts.onConfirm(provider)) await pickModel(task, parts);
}

const titles = { chat: say("Model for chat"), completion: say("Model for completion") } as const;

function showRows(
  task: PickedTask,
  { providers, offer, onlyOnce }: ModelPickerParts,
): Promise<Row | undefined> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = onlyOnce ? say("Model for this answer") : titles[task];
  picker.matchOnDetail = true;
  picker.busy = true;
  const there: Row[] = [automatic];
  let last: string | undefined;
  const waiting = new Map(providers().map((provider) => [provider, waitingRow(provider)]));
  const update = (): void => {
    const [active] = picker.activeItems;
    picker.items = [...there, ...waiting.values()];
    // Letters that are being typed may hide the row that was active, and then none would be.
    const stays = picker.value === "" && active !== undefined && picker.items.includes(active);
    if (stays) picker.activeItems = [active];
  };
  const asking = [...waiting.keys()].map(async (provider) => {
    const offered = await offer(task, provider);
    // After what is there: a row that moved away under the mouse would have another one picked in its place. So the
    // groups are those of who answered together, and a provider that answers late begins its own.
    const rows = rowsOf(provider, offered, last);
    there.push(...rows);
    last = rows.findLast((row) => "group" in row)?.group ?? last;
    waiting.delete(provider);
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
