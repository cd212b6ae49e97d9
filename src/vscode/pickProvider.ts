import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { originOf } from "../terms/origin.ts";

/** Lets a person pick one of some providers. `undefined`: none. */
export async function pickProvider(
  providers: readonly ProviderConfig[],
  title: string,
): Promise<ProviderConfig | undefined> {
  if (providers.length === 0) {
    const add = "Add Provider";
    const answer = await vscode.window.showInformationMessage("No further provider is configured yet.", add);
    if (answer === add) await vscode.commands.executeCommand("drawbridge.addProvider");
    return undefined;
  }
  const rows = providers.map((provider) => ({
    label: shownName(provider.label),
    description: originOf(provider.url),
    provider,
  }));
  return (await vscode.window.showQuickPick(rows, { title, matchOnDescription: true }))?.provider;
}
