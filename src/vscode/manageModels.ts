import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Change } from "../setup/changeModel.ts";
import type { OwnedModel, OwnedModels } from "../setup/ownedModels.ts";
import { destinationIcon, destinationLabel } from "../terms/destination.ts";
import { say } from "../terms/words.ts";

/** What can be done with a model that is there. */
export type ModelAction = Change | "update" | "pin" | "unpin";

/** What is chosen in the list of models: one of them, to fetch another one, or what can be done where there is none. */
export type OwnedChoice = OwnedModel | "pull" | Way;

/** What can be done at a server whose list is not there or not whole; without an action, to look again. */
export type Way = { readonly provider: ProviderConfig; readonly action: StepAction | undefined };

type Row = vscode.QuickPickItem & { readonly choice: OwnedChoice };

function noteRows({ provider, note }: OwnedModels): readonly Row[] {
  if (note === undefined) return [];
  const [way] = note.steps.filter(({ action }) => action !== "pickModel");
  return [
    {
      label: `$(info) ${shownName(provider.label)}`,
      detail: shownName(note.sentence),
      ...(way && { description: way.label }),
      choice: { provider, action: way?.action },
    },
  ];
}

/** Lets the user choose a model of their servers. Each server that does not list all it has has a row that says why. */
export async function chooseOwnedModel(lists: readonly OwnedModels[]): Promise<OwnedChoice | undefined> {
  const rows: readonly Row[] = [
    { label: say("$(cloud-download) Pull another model…"), choice: "pull" },
    ...lists.flatMap(noteRows),
    ...lists
      .flatMap(({ models }) => models)
      .map((owned): Row => ({
        label: `$(${owned.isLoaded === true ? "circle-filled" : "circle-outline"}) ${shownName(owned.model.name)}`,
        description: `$(${destinationIcon(owned.destination.class)}) ${shownName(destinationLabel(owned.destination))}`,
        detail: shownName(owned.detail),
        choice: owned,
      })),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: say("Models of your servers"),
    matchOnDetail: true,
    matchOnDescription: true,
  });
  return picked?.choice;
}

const words: { readonly [A in ModelAction]: readonly [label: string, detail: string] } = {
  load: ["$(play) Load", say("Into the server's memory, for half an hour")],
  unload: ["$(debug-stop) Unload", say("Out of the server's memory")],
  update: [
    say("$(cloud-download) Pull again"),
    say("Brings it up to date with its tag; what is there already is not pulled"),
  ],
  pin: ["$(pin) Pin", say("Tells you when its tag stands for other weights")],
  unpin: ["$(pinned) Unpin", say("Tells you no more when its tag moves")],
  delete: ["$(trash) Remove", say("From the server's disk")],
};

/** What can be done with this model now. */
function actionsFor({ model, isLoaded, isPinned }: OwnedModel): readonly ModelAction[] {
  const runsThere = model.remoteHost === undefined;
  return [
    ...(runsThere && model.generates ? [isLoaded === true ? ("unload" as const) : ("load" as const)] : []),
    ...(runsThere ? (["update"] as const) : []),
    ...(model.digest === undefined ? [] : [isPinned ? ("unpin" as const) : ("pin" as const)]),
    "delete",
  ];
}

/** Lets the user choose what to do with a model. */
export async function chooseAction(owned: OwnedModel): Promise<ModelAction | undefined> {
  const rows = actionsFor(owned).map((action) => {
    const [label, detail] = words[action];
    return { label, detail, action };
  });
  const picked = await vscode.window.showQuickPick(rows, { title: shownName(owned.model.name) });
  return picked?.action;
}
