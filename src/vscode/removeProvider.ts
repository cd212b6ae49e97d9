import * as vscode from "vscode";
import { plainLine } from "../base/plainLine.ts";
import { isOnlyAt, providerUses, removalDetail } from "../setup/providerUses.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";
import { pickProvider } from "./pickProvider.ts";
import { writeEntry, writeInsistently } from "./writeProviders.ts";

/** Removes a provider that a person picks and says yes to, with its key unless another one has the same origin. */
export async function removeProvider({ settings, providers, keys, onKeysChanged }: DeskParts): Promise<void> {
  const provider = await pickProvider(settings().providers, "Remove which provider?");
  if (provider === undefined) return;
  const origin = originOf(provider.url);
  const isOnly = isOnlyAt(provider, [...providers(), ...settings().providers]);
  const losesKey = isOnly && (keys.hadKey(origin) || (await keys.keyFor(origin)) !== undefined);
  const remove = "Remove";
  const answer = await vscode.window.showWarningMessage(
    `Remove ${plainLine(provider.label)}?`,
    { modal: true, detail: removalDetail(provider, providerUses(provider.id, settings()), losesKey) },
    remove,
  );
  if (answer !== remove || !(await writeInsistently(() => writeEntry(provider.id, undefined)))) return;
  if (!losesKey) return;
  await keys.remove(origin);
  onKeysChanged([provider]);
}
