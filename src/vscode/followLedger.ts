import * as vscode from "vscode";
import { later } from "../base/later.ts";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { IndicatorSource } from "../privacy/indicatorSource.ts";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import { LedgerTidying } from "../privacy/ledgerTidying.ts";
import { followOtherWindows } from "./followOtherWindows.ts";
import type { PolicyFilesSource } from "./policyFilesSource.ts";
import type { SettingsSource } from "./settingsSource.ts";

/** What the ledger is followed with. */
export type FollowLedgerParts = {
  readonly book: LedgerBook;
  readonly indicator: IndicatorSource;
  readonly log: Logger;
  readonly settings: SettingsSource;
  readonly policyFiles: PolicyFilesSource;
};

/** Counts and tidies the ledger when the editor has settled, and again whenever that may come to something else. */
export function followLedger(parts: FollowLedgerParts, settleMs: number): Disposable {
  const { book } = parts;
  const store = new DisposableStore();
  const recount = (): void => void countElsewhere(parts);
  const tidying = store.add(ledgerTidying(parts));
  const look = (): void => {
    tidying.look();
  };
  store.add(followOtherWindows(book.folder, recount, later));
  store.add(book.ledger.onDidAppend(look));
  store.add(parts.settings.onDidChange(look));
  store.add(parts.policyFiles.onDidChange(look));
  store.add(vscode.window.onDidChangeWindowState(look));
  store.add(
    later(settleMs, () => {
      recount();
      void tidying.tidy();
    }),
  );
  return store;
}

async function countElsewhere({ book, indicator, log }: FollowLedgerParts): Promise<void> {
  try {
    indicator.tellElsewhere(await book.todayElsewhere());
  } catch (error) {
    log.error("What other windows sent today could not be counted", error);
  }
}

function ledgerTidying({ book, log }: FollowLedgerParts): LedgerTidying {
  return new LedgerTidying({
    ...book,
    later,
    onFailure: (error) => {
      log.error("The ledger could not be tidied", error);
    },
  });
}
