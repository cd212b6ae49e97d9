import * as vscode from "vscode";
import { ignoredSentences } from "../privacy/ignoredSentences.ts";
import type { TriedSetting } from "./triedSettingsSource.ts";
import { say } from "../terms/words.ts";

const toldKey = "ignoredSettingsTold";

function toldBefore(state: vscode.Memento): readonly unknown[] {
  const told = state.get<unknown>(toldKey);
  return Array.isArray(told) ? (told as readonly unknown[]) : [];
}

/**
 * Tells what a project tries to set: once per window, and never again in this workspace for settings it was told for.
 * `state` is the editor's own store of the workspace.
 */
export function createIgnoredNotice(
  state: vscode.Memento,
): (tried: readonly TriedSetting[]) => Promise<void> {
  let isTold = false;
  return async (tried) => {
    const told = toldBefore(state);
    const [fresh] = tried.filter(({ key }) => !told.includes(key));
    if (isTold || fresh === undefined) return;
    isTold = true;
    await state.update(toldKey, [...new Set([...told, ...tried.map(({ key }) => key)])]);
    const [sentence = ""] = ignoredSentences(tried);
    const open = say("Open Settings File");
    if ((await vscode.window.showWarningMessage(sentence, open)) === open)
      await vscode.window.showTextDocument(fresh.file);
  };
}
