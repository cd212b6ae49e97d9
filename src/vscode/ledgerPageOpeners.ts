import type { Disposable } from "../base/disposable.ts";
import { loadOnce } from "../base/loadOnce.ts";
import type { Door } from "../egress/door.ts";
import { RunningRequests } from "../privacy/runningRequests.ts";
import type { LedgerPages, LedgerPagesParts } from "./ledgerPages.ts";
import type { LedgerTarget } from "./ledgerPanel.ts";

/** The pages that show the ledger, as commands and other pages open them. */
export type LedgerPageOpeners = Disposable & {
  readonly openLedger: (target?: LedgerTarget) => Promise<void>;
  readonly openFlow: () => Promise<void>;
  /** Closes those that are open: what they show is not there any more. */
  readonly close: () => void;
};

/** What the pages are made from, once one is wanted. */
export type LedgerPageOpenersParts = Omit<LedgerPagesParts, "running"> & {
  readonly door: Pick<Door, "onDidMove">;
};

/** Watches what runs from the start, and loads the pages themselves when the first one is opened. */
export function createLedgerPageOpeners({ door, ...parts }: LedgerPageOpenersParts): LedgerPageOpeners {
  const { onDidAppend } = parts.book.ledger;
  const running = new RunningRequests({ onDidAppend, onDidMove: door.onDidMove });
  let made: LedgerPages | undefined;
  const pages = loadOnce(async () => {
    const { createLedgerPages } = await import("./ledgerPages.ts");
    made = createLedgerPages({ ...parts, running });
    return made;
  });
  return {
    openLedger: async (target) => (await pages()).ledger.open(target),
    openFlow: async () => {
      (await pages()).flow.open();
    },
    close: () => {
      made?.close();
    },
    dispose: () => {
      made?.dispose();
      running.dispose();
    },
  };
}
