import * as vscode from "vscode";
import { waitFor } from "./waitFor.ts";

let looks = 0;

/** The ledger as a person reads it, newest first: one row for every request and refusal. */
export async function ledgerRows(): Promise<readonly string[]> {
  looks += 1;
  const uri = vscode.Uri.parse(`drawbridge-ledger:/look-${looks}.txt`);
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  return text.split("\n").filter((line) => /^\d{4}-\d\d-\d\d /.test(line));
}

/** Waits for a row that `what` matches among those written after `before` rows were there, and returns it. */
export async function newLedgerRow(before: number, what: RegExp): Promise<string> {
  return waitFor(`a ledger row like ${what}`, async () => {
    const rows = await ledgerRows();
    return rows.slice(0, rows.length - before).find((row) => what.test(row));
  });
}
