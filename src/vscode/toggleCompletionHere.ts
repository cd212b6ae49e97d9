import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { isCode } from "./editorContext.ts";
import type { SettingsSource } from "./settingsSource.ts";
import { writeUserSetting } from "./writeUserSetting.ts";
import { say } from "../terms/words.ts";

const key = "completion.enabled";

/** Writes no more than is needed: a language that is as everything else is has no value of its own. */
function writeFor(languageId: string, isOn: boolean, { user }: Pick<SettingsSource, "user">): Promise<void> {
  const isSame = (user(key) !== false) === isOn;
  return writeUserSetting(key, isSame ? undefined : isOn, { languageId });
}

/** Switches completion on or off, in the user's own settings, for the language of the document that has the keyboard. */
export async function toggleCompletionHere(
  settings: Pick<SettingsSource, "completesIn" | "user">,
): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isCode(document)) {
    void vscode.window.showInformationMessage(
      say("Open a file first: completion is switched for its language."),
    );
    return;
  }
  const here = { languageId: document.languageId, uri: document.uri.toString() };
  const wasOn = settings.completesIn(here);
  await writeFor(here.languageId, !wasOn, settings);
  if (settings.completesIn(here) === wasOn) {
    void vscode.window.showInformationMessage(
      messageText(say("This project's settings keep completion off for {0}.", here.languageId)),
    );
    return;
  }
  const undo = say("Undo");
  const done = messageText(
    wasOn
      ? say("Completion is off for {0}.", here.languageId)
      : say("Completion is on for {0}.", here.languageId),
  );
  if ((await vscode.window.showInformationMessage(done, undo)) === undo)
    await writeFor(here.languageId, wasOn, settings);
}
