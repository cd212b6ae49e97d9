import * as vscode from "vscode";
import type { SettingKey } from "../settings/table.ts";

/** Writes a user setting, as the user asked by picking a value; `undefined` takes it back. `scope`: for one language. */
export async function writeUserSetting(
  key: SettingKey,
  value: unknown,
  scope?: { readonly languageId: string },
): Promise<void> {
  const settings = vscode.workspace.getConfiguration("drawbridge", scope);
  await settings.update(key, value, vscode.ConfigurationTarget.Global, scope !== undefined);
}
