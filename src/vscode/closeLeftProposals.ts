import * as vscode from "vscode";
import { proposedSides } from "./proposedSides.ts";

/** Closes diffs of proposals that an earlier window left behind: nothing stands behind them any more. */
export async function closeLeftProposals(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const left = tabs.filter((tab) => proposedSides(tab).length > 0);
  if (left.length > 0) await vscode.window.tabGroups.close(left);
}
