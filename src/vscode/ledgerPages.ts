import type { Disposable } from "../base/disposable.ts";
import { createFlowPanel, type FlowPanel, type FlowPanelOptions } from "./flowPanel.ts";
import { createLedgerPanel, type LedgerPanel } from "./ledgerPanel.ts";

/** The pages that show the ledger; each leads to the other. */
export type LedgerPages = Disposable & {
  readonly ledger: LedgerPanel;
  readonly flow: FlowPanel;
  /** Closes those that are open: what they show is not there any more. */
  readonly close: () => void;
};

/** Makes the pages; nothing is shown before it is asked for. */
export function createLedgerPages(parts: Omit<FlowPanelOptions, "openLedger">): LedgerPages {
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
