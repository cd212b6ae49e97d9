import * as vscode from "vscode";
import type { RecordOpening } from "../privacy/linkRecorder.ts";
import { say } from "../terms/words.ts";

/**
 * Opens a link outside the editor, only after its whole address was shown and once the ledger has it. An address that is
 * not of the web is not even asked about.
 */
export async function openLink(url: string, record: RecordOpening): Promise<void> {
  const target = URL.parse(url);
  if (target === null || !["http:", "https:"].includes(target.protocol)) return;
  const open = say("Open in Browser");
  const answer = await vscode.window.showWarningMessage(
    say("Open this link outside the editor?"),
    { modal: true, detail: target.href },
    open,
  );
  if (answer !== open) return;
  const recorded = record(target);
  if (!recorded.ok) {
    void vscode.window.showErrorMessage(
      say("The ledger could not be written, so the link was not opened. Is the disk full?"),
    );
    return;
  }
  let isOpened = false;
  try {
    isOpened = await vscode.env.openExternal(vscode.Uri.parse(target.href, true));
  } finally {
    recorded.value(isOpened ? "opened" : "notOpened");
  }
}
