import { openLedger, readLedger, type Ledger } from "../ledger/ledger.ts";
import { countDay, type DayCounts } from "./ledgerCounts.ts";
import { ledgerPage } from "./ledgerPage.ts";

/** The ledger of this window to write, and all windows' to read. */
export type LedgerBook = {
  readonly ledger: Ledger;
  /** Everything, as a page to read. */
  readonly page: () => string;
  /** What happened today so far, in every window. */
  readonly today: () => DayCounts;
};

/** Opens the ledger in a folder that all windows share. */
export function openLedgerBook(folder: string): LedgerBook {
  const day = (): string => new Date().toISOString().slice(0, 10);
  return {
    ledger: openLedger(folder, crypto.randomUUID().slice(0, 8), () => new Date()),
    page: () => ledgerPage(readLedger(folder), day()),
    today: () => countDay(readLedger(folder), day()),
  };
}
