import { daysBefore } from "../base/daysBefore.ts";
import { randomUUID } from "node:crypto";
import { deleteLedger } from "../ledger/deleteLedger.ts";
import { createHeadKeeper, type HeadStore } from "../ledger/headStore.ts";
import { openLedger, type Ledger } from "../ledger/ledger.ts";
import { openLedgerReader, type LedgerReader } from "../ledger/ledgerReader.ts";
import { removeOld } from "../ledger/retention.ts";
import { countDay, type DayCounts } from "./ledgerCounts.ts";
import type { LocalTime } from "./localTime.ts";

/** What decides which records and bodies are too old: the UTC day it is, and the days for which they are kept. */
export type Term = { readonly day: string; readonly days: number; readonly bodyDays: number };

/** The ledger of this window to write, and all windows' to read. */
export type LedgerBook = {
  readonly ledger: Ledger;
  /** The folder that all windows share. */
  readonly folder: string;
  readonly reader: LedgerReader;
  /** The workspace of this window, as records name it. */
  readonly workspaceKey: string;
  /** The clock that says which day a record counts for. */
  readonly local: LocalTime;
  /** What happened today so far, by that clock, in the other windows and in earlier ones. */
  readonly todayElsewhere: () => Promise<DayCounts>;
  readonly term: () => Term;
  /** Removes the records and bodies whose time is over. */
  readonly removeOld: () => Promise<void>;
  /** Deletes all records and bodies, those of other windows and workspaces as well, and records that it did. */
  readonly deleteAll: () => Promise<void>;
};

/** What the ledger of a window is opened with. */
export type LedgerBookParts = {
  /** The folder that all windows share. */
  readonly folder: string;
  readonly heads: HeadStore;
  /** Stays the same for a workspace. */
  readonly workspaceKey: string;
  /** Version of the extension. */
  readonly version: string;
  /** Days for which records are kept, at least 1, and for which bodies of what left are, 0 for none. Read at use. */
  readonly days: () => number;
  readonly bodyDays: () => number;
  readonly now: () => Date;
  /** The reader's clock. */
  readonly local: LocalTime;
  /** Told of heads that could not be kept. */
  readonly onHeadFailure: (error: unknown) => void;
};

/** Opens the ledger in a folder that all windows share. */
export function openLedgerBook({
  heads,
  onHeadFailure,
  days,
  bodyDays,
  folder,
  now,
  local,
  ...rest
}: LedgerBookParts): LedgerBook {
  const day = (): string => now().toISOString().slice(0, 10);
  const keeper = createHeadKeeper(heads, onHeadFailure);
  const ledger = openLedger({ ...rest, folder, bodyDays, heads: keeper, now });
  const reader = openLedgerReader(folder, heads);
  return {
    folder,
    ledger,
    reader,
    workspaceKey: ledger.workspaceKey,
    local,
    todayElsewhere: () => {
      const today = local.day(now().toISOString());
      // Files are named by UTC, by which it may still have been yesterday when today began.
      return countDay(today, reader.recordsSince(daysBefore(today, 1), ledger.files()), local);
    },
    term: () => ({ day: day(), days: days(), bodyDays: bodyDays() }),
    deleteAll: async () => {
      await deleteLedger(folder, heads);
      ledger.append({ phase: "deleted", id: randomUUID() });
    },
    removeOld: () =>
      removeOld({ folder, heads, days: days(), bodyDays: bodyDays(), own: ledger.files(), now: now() }),
  };
}
