import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import { keyProblem } from "../setup/keyProblem.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { originOf } from "../terms/origin.ts";
import type { SecretKeys } from "./secretKeys.ts";

async function keyState(origin: string, keys: SecretKeys): Promise<string> {
  if ((await keys.keyFor(origin)) !== undefined) return " · key is set";
  return keys.hadKey(origin) ? " · lost by the secret storage" : "";
}

/**
 * Asks for a provider and its API key. The key goes to SecretStorage, bound to the provider's exact origin; the result
 * is every provider at that origin, none when nothing was changed.
 */
export async function inputKey(
  providers: readonly ProviderConfig[],
  keys: SecretKeys,
): Promise<readonly ProviderConfig[]> {
  const keyed = providers.filter(({ kind }) => presetOf(kind).key !== "none");
  if (keyed.length === 0) {
    const open = "Open Settings";
    const answer = await vscode.window.showInformationMessage(
      "No provider that takes a key is configured yet.",
      open,
    );
    if (answer === open)
      await vscode.commands.executeCommand("workbench.action.openSettings", "drawbridge.providers");
    return [];
  }
  const rows = await Promise.all(
    keyed.map(async (provider) => ({
      label: shownName(provider.label),
      description: `${originOf(provider.url)}${await keyState(originOf(provider.url), keys)}`,
      provider,
    })),
  );
  const picked = await vscode.window.showQuickPick(rows, { title: "API key for which provider?" });
  if (picked === undefined) return [];
  const origin = originOf(picked.provider.url);
  const key = await vscode.window.showInputBox({
    title: `API key for ${picked.provider.label}`,
    prompt: `Kept in the editor's secret storage and sent to ${origin} only. Leave empty to remove it.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: keyProblem,
  });
  if (key === undefined) return [];
  if (key.trim() === "") await keys.remove(origin);
  else await keys.store(origin, key.trim());
  return keyed.filter(({ url }) => originOf(url) === origin);
}
