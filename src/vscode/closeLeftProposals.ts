import * as vscode from "vscode";
import { proposalScheme } from "./proposalScheme.ts";

/** Closes diffs of proposals that an earlier window left behind: nothing stands behind them any more. */
export async function closeLeftProposals(): Promise<void> {
  const left = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === proposalScheme,
    );
  if (left.length > 0) await vscode.window.tabGroups.close(left);
}
