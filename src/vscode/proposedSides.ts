import * as vscode from "vscode";
import { proposalScheme } from "./proposalScheme.ts";

/**
 * What the diffs of a tab propose: their right sides, where they are of {@link proposalScheme}. Of several diffs the editor tells
 * without saying so in its types; of a tab that it restored and that was not in front since there are none.
 */
export function proposedSides({ input }: vscode.Tab): readonly vscode.Uri[] {
  return diffsIn(input)
    .map(({ modified }) => modified)
    .filter(({ scheme }) => scheme === proposalScheme);
}

function diffsIn(input: unknown): readonly vscode.TabInputTextDiff[] {
  if (input instanceof vscode.TabInputTextDiff) return [input];
  const { textDiffs }: { readonly textDiffs?: unknown } = { ...(input as object | undefined) };
  if (!Array.isArray(textDiffs)) return [];
  return textDiffs.filter((diff: unknown) => diff instanceof vscode.TabInputTextDiff);
}
