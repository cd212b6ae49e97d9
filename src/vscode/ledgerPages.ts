import type { Disposable } from "../base/disposable.ts";
import type { RunningRequests } from "../privacy/runningRequests.ts";
import type { FlowView } from "../privacy/flowView.ts";
import { createFlowPanel, type FlowPanelOptions } from "./flowPanel.ts";
import { createLedgerPanel, type LedgerPanel } from "./ledgerPanel.ts";
import type { PagePanel } from "./pagePanel.ts";

/** The pages that show the ledger; each leads to the other. */
export type LedgerPages = Disposable & {
  readonly ledger: LedgerPanel;
  readonly flow: PagePanel<FlowView>;
  /** Closes those that are open: what they show is not there any more. */
  readonly close: () => void;
};

/** What the pages are made from. */
export type LedgerPagesParts = Omit<FlowPanelOptions, "openLedger"> & { readonly running: RunningRequests };

/** Makes the pages; nothing is shown before it is asked for. */
export function createLedgerPages(parts: LedgerPagesParts): LedgerPages {
  const ledger = createLedgerPanel({
    ...parts,
    openFlow: () => {
      flow.open();
    },
  });
  const flow = createFlowPanel({
    ...parts,
    openLedger: (filter) => void ledger.open(filter && { filter }),
  });
  return {
    ledger,
    flow,
    close: () => {
      ledger.close();
      flow.close();
    },
    dispose: () => {
      ledger.dispose();
      flow.dispose();
    },
  };
}
