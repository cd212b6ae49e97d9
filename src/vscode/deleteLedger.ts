import * as vscode from "vscode";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import { say } from "../terms/words.ts";

const detail = say(
  "The records of every request and opened link of all workspaces on this machine, the texts that are kept of what left it, and what they are checked by are deleted, and cannot be brought back. Windows that are open go on recording; the first record says that this was done.",
);

/** Asks whether the ledger shall be deleted, and deletes it after a yes; `true` when it did. */
export async function deleteLedger(book: Pick<LedgerBook, "deleteAll">): Promise<boolean> {
  const yes = say("Delete Ledger");
  const question = say("Delete the ledger of all workspaces?");
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return false;
  await book.deleteAll();
  void vscode.window.showInformationMessage(say("The ledger was deleted."));
  return true;
}
