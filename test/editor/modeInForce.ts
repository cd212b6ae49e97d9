import { askForCompletion } from "./askForCompletion.ts";
import { ledgerRows, newLedgerRow } from "./ledgerRows.ts";

/**
 * Lets a completion run into its refusal and tells the mode that the ledger names for it. The chosen model must be of
 * a cloud, which no mode lets a completion go to unasked.
 */
export async function modeInForce(): Promise<string> {
  const rows = (await ledgerRows()).length;
  await askForCompletion();
  const row = await newLedgerRow(rows, /completion .* refused: modeForbids/);
  return / mode (.*?) {2}/.exec(row)?.[1]?.trim() ?? "";
}
