import * as vscode from "vscode";

/** Tells how many lines of the file of the conversation that was just opened could not be read, when there are any. */
export function tellUnreadable(lines: number): void {
  if (lines === 0) return;
  const what = lines === 1 ? "One line" : `${lines} lines`;
  void vscode.window.showWarningMessage(
    `${what} of this conversation's file could not be read. The rest is shown.`,
  );
}
