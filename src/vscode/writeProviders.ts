import * as vscode from "vscode";
import type { SecretKeys } from "./secretKeys.ts";
import { userSetting } from "./settingsSource.ts";
import { writeUserSetting } from "./writeUserSetting.ts";

/** `drawbridge.providers` as the user wrote it, wrong entries included. */
export type RawProviders = Readonly<Record<string, unknown>>;

/** The user's own entries, unchecked; none where something else stands there. */
export function rawProviders(): RawProviders {
  const raw = userSetting("providers");
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as RawProviders) : {};
}

/** Writes one entry, or takes it away; every other one stays as it was written. */
export async function writeEntry(id: string, entry: unknown): Promise<void> {
  const rest = Object.entries(rawProviders()).filter(([name]) => name !== id);
  const next = entry === undefined ? rest : Object.entries({ ...rawProviders(), [id]: entry });
  await writeUserSetting("providers", Object.fromEntries(next));
}

/**
 * Writes settings, and again when a person says so: while their file has an error in it the editor writes nothing there, and
 * what they typed must not be lost for that. `false`: they gave up.
 */
export async function writeInsistently(write: () => Promise<void>): Promise<boolean> {
  const again = "Try Again";
  const open = "Open settings.json";
  for (;;) {
    if (await succeeds(write)) return true;
    const answer = await vscode.window.showErrorMessage(
      "The settings could not be written. Is there an error in settings.json, or is it not saved? Correct it, then try again: nothing you typed is lost.",
      again,
      open,
    );
    if (answer === undefined) return false;
    if (answer === open) await vscode.commands.executeCommand("workbench.action.openSettingsJson");
  }
}

/** Stores a key, and again when a person says so: a key ring can be locked. `false`: they gave up. */
export async function storeKey(keys: SecretKeys, origin: string, key: string): Promise<boolean> {
  const again = "Try Again";
  for (;;) {
    if (await succeeds(() => keys.store(origin, key))) return true;
    const answer = await vscode.window.showErrorMessage(
      "The editor's secret storage did not take the key. Is the key ring of this machine locked? Open it, then try again.",
      again,
    );
    if (answer === undefined) return false;
  }
}

/** The editor tells such failures only by a text of its own. */
async function succeeds(write: () => Promise<void>): Promise<boolean> {
  return write().then(
    () => true,
    () => false,
  );
}
