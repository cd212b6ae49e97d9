import { openLedger, readLedger, type Ledger } from "../ledger/ledger.ts";
import { countDay, type DayCounts } from "./ledgerCounts.ts";
import { ledgerLine, ledgerPage } from "./ledgerPage.ts";

/** The ledger of this window to write, and all windows' to read. */
export type LedgerBook = {
  readonly ledger: Ledger;
  /** Everything, as a page to read. */
  readonly page: () => string;
  /** Where in the page a request is, by the id of its records: lines count from 0. */
  readonly lineOf: (record: string) => number | undefined;
  /** What happened today so far, in every window. */
  readonly today: () => DayCounts;
};

/** Opens the ledger in a folder that all windows share. */
export function openLedgerBook(folder: string): LedgerBook {
  const day = (): string => new Date().toISOString().slice(0, 10);
  return {
    ledger: openLedger(folder, crypto.randomUUID().slice(0, 8), () => new Date()),
    page: () => ledgerPage(readLedger(folder), day()),
    lineOf: (record) => ledgerLine(readLedger(folder), record),
    today: () => countDay(readLedger(folder), day()),
  };
}
