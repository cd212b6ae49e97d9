import * as vscode from "vscode";
import type { SecretKeys } from "./secretKeys.ts";
import { userSetting } from "./settingsSource.ts";
import { writeUserSetting } from "./writeUserSetting.ts";
import { say } from "../terms/words.ts";

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

/** Does something, and again when a person says so. `opens`: a button for what is in the way. `false`: they gave up. */
async function insistently(
  act: () => Promise<void>,
  sentence: string,
  opens?: { readonly button: string; readonly command: string },
): Promise<boolean> {
  const again = say("Try Again");
  const buttons = opens === undefined ? [again] : [again, opens.button];
  for (;;) {
    if (await succeeds(act)) return true;
    const answer = await vscode.window.showErrorMessage(sentence, ...buttons);
    if (answer === undefined) return false;
    if (answer === opens?.button) await vscode.commands.executeCommand(opens.command);
  }
}

/**
 * Writes settings, and again when a person says so: while their file has an error in it the editor writes nothing there, and
 * what they typed must not be lost for that. `false`: they gave up.
 */
export function writeInsistently(write: () => Promise<void>): Promise<boolean> {
  return insistently(
    write,
    say(
      "The settings could not be written. Is there an error in settings.json, or is it not saved? Correct it, then try again: nothing you typed is lost.",
    ),
    { button: say("Open settings.json"), command: "workbench.action.openSettingsJson" },
  );
}

/** Stores a key, and again when a person says so: a key ring can be locked. `false`: they gave up. */
export function storeKey(keys: SecretKeys, origin: string, key: string): Promise<boolean> {
  return insistently(
    () => keys.store(origin, key),
    say(
      "The editor's secret storage did not take the key. Is the key ring of this machine locked? Open it, then try again.",
    ),
  );
}

/** The editor tells such failures only by a text of its own. */
async function succeeds(write: () => Promise<void>): Promise<boolean> {
  return write().then(
    () => true,
    () => false,
  );
}
