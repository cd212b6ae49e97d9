import * as vscode from "vscode";
import type { SettingKey } from "../settings/table.ts";

/** Writes a user setting, as the user asked by picking a value. */
export async function writeUserSetting(key: SettingKey, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("drawbridge").update(key, value, vscode.ConfigurationTarget.Global);
}
