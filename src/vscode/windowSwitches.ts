import * as vscode from "vscode";
import { createSwitches, type Off } from "../completion/switches.ts";
import type { Here } from "../settings/readSettings.ts";
import type { SettingsSource } from "./settingsSource.ts";

/** Tells whether the settings of this window switch completion off for a document. */
export function windowSwitches(
  settings: Pick<SettingsSource, "current" | "completesIn">,
): (here: Here) => Off | undefined {
  return createSwitches({
    isOn: settings.completesIn,
    exclude: () => settings.current()["completion.exclude"],
    folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    foldsCase: process.platform === "darwin" || process.platform === "win32",
  });
}
