import * as vscode from "vscode";
import { say } from "../terms/words.ts";

/** Tells how many lines of the file of the conversation that was just opened could not be read, when there are any. */
export function tellUnreadable(lines: number): void {
  if (lines === 0) return;
  const what = lines === 1 ? say("One line") : say("{0} lines", lines);
  void vscode.window.showWarningMessage(
    say("{0} of this conversation's file could not be read. The rest is shown.", what),
  );
}
