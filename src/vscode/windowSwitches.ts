import * as vscode from "vscode";
import { createSwitches, type Off } from "../completion/switches.ts";
import type { Here, Settings } from "../settings/readSettings.ts";
import type { SettingsSource } from "./settingsSource.ts";

/** Tells whether the settings of this window switch completion off for a document. */
export function windowSwitches(
  settings: Pick<SettingsSource, "current" | "completesIn">,
): (here: Here) => Off | undefined {
  return createSwitches({
    isOn: lastAnswer(settings),
    exclude: () => settings.current()["completion.exclude"],
    folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    foldsCase: process.platform === "darwin" || process.platform === "win32",
  });
}

/** Every key asks several times about one document, and the editor takes its time to tell of a setting. */
function lastAnswer(settings: Pick<SettingsSource, "current" | "completesIn">): (here: Here) => boolean {
  let last: { readonly here: Here; readonly settings: Settings; readonly isOn: boolean } | undefined;
  return (here) => {
    const now = settings.current();
    const isSame =
      last?.settings === now && last.here.uri === here.uri && last.here.languageId === here.languageId;
    if (last === undefined || !isSame) last = { here, settings: now, isOn: settings.completesIn(here) };
    return last.isOn;
  };
}
