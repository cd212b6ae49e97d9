import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import { findKept, removeKept, type FoundData, type KeptData } from "../privacy/keptData.ts";
import { say } from "../terms/words.ts";

const whatStays = say(
  "It cannot be brought back. Windows that are open keep what they show, and the ledger records that it was deleted. Your settings, what you exported, and the models on your servers stay. Uninstalling Drawbridge alone can leave all of this behind, so delete it before you do.",
);

type Row = vscode.QuickPickItem & { readonly data: FoundData };

function choose(found: readonly FoundData[]): Thenable<readonly Row[] | undefined> {
  const rows = found.map((data): Row => {
    const { label, found: description, detail } = data;
    return { label, description, detail, picked: true, data };
  });
  return vscode.window.showQuickPick(rows, {
    title: say("Delete All My Data"),
    placeHolder: say("What shall be deleted?"),
    canPickMany: true,
    ignoreFocusOut: true,
  });
}

/** Shows what Drawbridge keeps and how much of it, and deletes what the person picked and confirmed. */
export async function deleteKept(kinds: readonly KeptData[], log: Pick<Logger, "error">): Promise<void> {
  const found = await findKept(kinds);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(say("Drawbridge keeps nothing on this device."));
    return;
  }
  const picked = (await choose(found))?.map(({ data }) => data) ?? [];
  if (picked.length === 0) return;
  const what = picked.map(({ label, found: amount }) => `${label} (${amount})`).join(", ");
  const yes = say("Delete");
  const detail = `${what}.\n\n${whatStays}`;
  const answer = await vscode.window.showWarningMessage(
    say("Delete this data?"),
    { modal: true, detail },
    yes,
  );
  if (answer !== yes) return;
  const left = await removeKept(picked);
  for (const { label, error } of left) log.error(`${label} could not be deleted`, error);
  if (left.length === 0) void vscode.window.showInformationMessage(say("Your data was deleted."));
  else
    void vscode.window.showErrorMessage(
      say(
        "Could not be deleted: {0}. The log says why; try again.",
        left.map(({ label }) => label).join(", "),
      ),
    );
}
