import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import { keyProblem } from "../setup/keyProblem.ts";
import { unusedKeys } from "../setup/unusedKeys.ts";
import { wrongEntries } from "../setup/wrongEntries.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";
import type { SecretKeys } from "./secretKeys.ts";
import { tellKeyChanged } from "./tellKeyChanged.ts";
import { rawProviders } from "./writeProviders.ts";
import { say } from "../terms/words.ts";

/** Whose key is set, or the address of one that nobody uses any more. */
type KeyRow = vscode.QuickPickItem & ({ readonly provider: ProviderConfig } | { readonly unused: string });

async function keyState(origin: string, keys: SecretKeys): Promise<string> {
  if ((await keys.keyFor(origin)) !== undefined) return say(" · key is set");
  return keys.hadKey(origin) ? say(" · lost by the secret storage") : "";
}

async function rowsFor({ providers, settings, keys }: DeskParts): Promise<readonly KeyRow[]> {
  const keyed = providers().filter(({ kind }) => presetOf(kind).key !== "none");
  const rows = await Promise.all(
    keyed.map(async (provider): Promise<KeyRow> => ({
      label: shownName(provider.label),
      description: `${originOf(provider.url)}${await keyState(originOf(provider.url), keys)}`,
      provider,
    })),
  );
  const all = [...providers(), ...settings().providers];
  const unused = unusedKeys(keys.origins(), all, wrongEntries(rawProviders())).map((origin): KeyRow => ({
    label: shownName(origin),
    description: say("no longer used · remove"),
    unused: origin,
  }));
  return [...rows, ...unused];
}

async function offerSettings(): Promise<void> {
  const open = say("Open Settings");
  const answer = await vscode.window.showInformationMessage(
    say("No provider that takes a key is configured yet."),
    open,
  );
  if (answer === open)
    await vscode.commands.executeCommand("workbench.action.openSettings", "drawbridge.providers");
}

async function removeUnused(origin: string, keys: SecretKeys): Promise<void> {
  const remove = say("Remove");
  const answer = await vscode.window.showWarningMessage(
    say("Remove the key for {0}?", origin),
    {
      modal: true,
      detail: say("No provider has this address any more. Only its maker can show you the key again."),
    },
    remove,
  );
  if (answer === remove) await keys.remove(origin);
}

async function setKeyOf(provider: ProviderConfig, keys: SecretKeys): Promise<boolean> {
  const origin = originOf(provider.url);
  const key = await vscode.window.showInputBox({
    title: say("API key for {0}", provider.label),
    prompt: say(
      "Kept in the editor's secret storage and sent to {0} only. Leave empty to remove it.",
      origin,
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: keyProblem,
  });
  if (key === undefined) return false;
  if (key.trim() === "") await keys.remove(origin);
  else await keys.store(origin, key.trim());
  return true;
}

/**
 * Asks for a provider and its API key, or which key that no provider uses any more is to be removed. The key goes to
 * SecretStorage, bound to the provider's exact origin.
 */
export async function inputKey(parts: DeskParts): Promise<void> {
  const rows = await rowsFor(parts);
  if (rows.length === 0) return offerSettings();
  const picked = await vscode.window.showQuickPick(rows, { title: say("API key for which provider?") });
  if (picked === undefined) return;
  if ("unused" in picked) return removeUnused(picked.unused, parts.keys);
  if (await setKeyOf(picked.provider, parts.keys)) tellKeyChanged(picked.provider, parts);
}
