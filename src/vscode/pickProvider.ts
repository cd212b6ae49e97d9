import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import { wrongEntries, type WrongEntry } from "../setup/wrongEntries.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { originOf } from "../terms/origin.ts";
import { rawProviders } from "./writeProviders.ts";
import { say } from "../terms/words.ts";

/** A provider, or an entry of the user's settings that is none because something in it is wrong. */
export type PickedEntry =
  | { readonly kind: "provider"; readonly provider: ProviderConfig }
  | { readonly kind: "wrong"; readonly entry: WrongEntry };

async function pick<P>(
  rows: readonly (vscode.QuickPickItem & { readonly value: P })[],
  title: string,
): Promise<P | undefined> {
  if (rows.length > 0)
    return (await vscode.window.showQuickPick(rows, { title, matchOnDescription: true }))?.value;
  const add = say("Add Provider");
  const answer = await vscode.window.showInformationMessage(
    say("No further provider is configured yet."),
    add,
  );
  if (answer === add) await vscode.commands.executeCommand("drawbridge.addProvider");
  return undefined;
}

function rowOf({ label, url }: ProviderConfig): vscode.QuickPickItem {
  return { label: shownName(label), description: originOf(url) };
}

/** Lets a person pick one of some providers. `undefined`: none. */
export async function pickProvider(
  providers: readonly ProviderConfig[],
  title: string,
): Promise<ProviderConfig | undefined> {
  return pick(
    providers.map((provider) => ({ ...rowOf(provider), value: provider })),
    title,
  );
}

/** Lets a person pick one of some providers, or one of the entries in their settings that are wrong. `undefined`: none. */
export async function pickEntry(
  providers: readonly ProviderConfig[],
  title: string,
): Promise<PickedEntry | undefined> {
  const right = providers.map((provider) => ({
    ...rowOf(provider),
    value: { kind: "provider", provider } as const,
  }));
  const wrong = wrongEntries(rawProviders()).map((entry) => ({
    label: shownName(entry.id),
    description: say("wrong in settings.json · not used"),
    value: { kind: "wrong", entry } as const,
  }));
  return pick<PickedEntry>([...right, ...wrong], title);
}
