import { isMode, modeLabel } from "../../src/terms/mode.ts";
import { askForCompletion } from "./askForCompletion.ts";
import { ledgerEntries, newRefusedCompletion } from "./ledgerEntries.ts";

/**
 * Lets a completion run into its refusal and tells the mode that the ledger names for it. The chosen model must be of
 * a cloud, which no mode lets a completion go to unasked.
 */
export async function modeInForce(): Promise<string> {
  const before = ledgerEntries().length;
  await askForCompletion();
  const { mode } = await newRefusedCompletion(before, "modeForbids");
  return isMode(mode) ? modeLabel(mode) : mode;
}
