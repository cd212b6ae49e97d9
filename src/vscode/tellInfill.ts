import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { shownName } from "../base/shownName.ts";
import { infillNotice, type InfillNotice } from "../setup/infillNotice.ts";
import type { TryInfillParts } from "../setup/tryInfill.ts";
import { formatModelRef, type ModelRef } from "../terms/modelRef.ts";
import { writeUserSetting } from "./writeUserSetting.ts";
import { say } from "../terms/words.ts";

/** What is told with, and what the buttons do. */
export type TellInfillParts = TryInfillParts & {
  /** Has the server of the picked model fetch another one. */
  readonly onPull: (ref: ModelRef) => Promise<void>;
  /** Lets the user pick another model for completion. */
  readonly onPickAnother: () => Promise<void>;
};

/**
 * Tries the model that a person has picked for completion, and tells when it does not fill in, with the one click that
 * helps. Says nothing when it does, or when it is not known.
 */
export async function tellInfill(ref: ModelRef, parts: TellInfillParts): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  const title = shownName(say("Trying how {0} fills in", ref.model));
  const notice = await vscode.window.withProgress({ location, title }, () =>
    infillNotice(ref, parts, new AbortController().signal),
  );
  if (notice === undefined) return;
  const { sentence, action } = notice;
  const labels = action ? [action.label] : [];
  const answer = await vscode.window.showWarningMessage(messageText(sentence), ...labels);
  if (action !== undefined && answer === action.label) await take(action, ref, parts);
}

async function take(
  action: NonNullable<InfillNotice["action"]>,
  { provider }: ModelRef,
  { onPull, onPickAnother }: TellInfillParts,
): Promise<void> {
  if (action.kind === "pickAnother") return onPickAnother();
  const ref = { provider, model: action.model };
  if (action.kind === "pull") await onPull(ref);
  else await writeUserSetting("completion.model", formatModelRef(ref));
}
