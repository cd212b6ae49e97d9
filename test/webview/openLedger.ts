import type { Browser } from "playwright-core";
import type { FromLedgerView, ToLedgerView } from "../../src/protocol/ledgerMessages.ts";
import { openView, type OpenView, type ViewOptions } from "./openView.ts";

/** The open page of the ledger. */
export type OpenLedger = OpenView<FromLedgerView, ToLedgerView>;

/** Opens the ledger's page, by default as wide as an editor beside the side bar. */
export function openLedger(browser: Browser, options: ViewOptions = {}): Promise<OpenLedger> {
  return openView(browser, "ledger", { width: 800, ...options });
}
