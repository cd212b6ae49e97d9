import * as vscode from "vscode";
import { providerGroups } from "../setup/providerGroups.ts";
import { presetOf, type ProviderKind } from "../settings/providerPresets.ts";
import { say } from "../terms/words.ts";

/** A kind of provider as it is offered. `lookRow` and the headings offer none. */
export type KindRow = vscode.QuickPickItem & {
  readonly offers?: ProviderKind;
  /** The address to begin with; empty where everybody has their own. */
  readonly url?: string;
};

/** Looks for servers instead of asking for a kind. */
export const lookRow: KindRow = {
  label: say("$(search) Look for servers on this machine"),
  detail: say("Asks the usual ports here which models they have; nothing leaves this machine"),
};

function kindRow(kind: ProviderKind, atUsualAddress: boolean): KindRow {
  const { name, url: usual, key } = presetOf(kind);
  const url = atUsualAddress ? (usual ?? "") : "";
  const where = url === "" ? say("at an address of yours") : url;
  const needs = key === "required" ? say(" · needs an API key") : "";
  return { label: name, description: `${where}${needs}`, offers: kind, url };
}

/** Every kind of provider, in groups, after the way to find some. */
export function kindRows(): readonly KindRow[] {
  return [
    lookRow,
    ...providerGroups.flatMap(({ title, atUsualAddress, kinds }): readonly KindRow[] => [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...kinds.map((kind) => kindRow(kind, atUsualAddress)),
    ]),
  ];
}
