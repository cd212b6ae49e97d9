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
  /** What happened today so far in the other windows, and in earlier ones. */
  readonly todayElsewhere: () => Promise<DayCounts>;
  /** The folder that all windows share. */
  readonly folder: string;
};

/** Opens the ledger in a folder that all windows share. */
export function openLedgerBook(folder: string): LedgerBook {
  const day = (): string => new Date().toISOString().slice(0, 10);
  const session = crypto.randomUUID().slice(0, 8);
  return {
    folder,
    ledger: openLedger(folder, session, () => new Date()),
    page: () => ledgerPage(readLedger(folder), day()),
    lineOf: (record) => ledgerLine(readLedger(folder), record),
    todayElsewhere: () => {
      const others = readLedger(folder).filter(({ name }) => !name.endsWith(`-${session}.jsonl`));
      return Promise.resolve(countDay(others, day()));
    },
  };
}
