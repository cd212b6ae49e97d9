import type * as vscode from "vscode";
import { later } from "../base/later.ts";
import type { Logger } from "../base/logger.ts";
import { FlowView } from "../privacy/flowView.ts";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import type { RunningRequests } from "../privacy/runningRequests.ts";
import type { LedgerFilter } from "../protocol/ledgerMessages.ts";
import { parseFromFlowView } from "../protocol/parseFromFlowView.ts";
import { createPagePanel, type PagePanel } from "./pagePanel.ts";
import { say } from "../terms/words.ts";

/** What the data flow's page needs. */
export type FlowPanelOptions = {
  readonly extensionUri: vscode.Uri;
  readonly log: Logger;
  readonly book: LedgerBook;
  readonly running: Pick<RunningRequests, "has">;
  /** Shows the ledger, with what a filter lets through where there is one. */
  readonly openLedger: (filter?: LedgerFilter) => void;
};

/** The data flow as a page of its own, one per window. A hidden page is thrown away; shown again, it is read anew. */
export function createFlowPanel(options: FlowPanelOptions): PagePanel<FlowView> {
  const { extensionUri, book, running, openLedger } = options;
  return createPagePanel({
    ...{ extensionUri, view: "flow", title: say("Drawbridge Data Flow"), icon: "graph" },
    create: (post) =>
      new FlowView({
        reader: book.reader,
        onDidAppend: book.ledger.onDidAppend,
        isRunning: (id) => running.has(id),
        workspaceKey: book.workspaceKey,
        post,
        openLedger,
        now: () => new Date().toISOString(),
        clock: () => performance.now(),
        later,
      }),
    receive: (message, view) => receive(message, view, options),
  });
}

async function receive(message: unknown, view: FlowView, { log }: FlowPanelOptions): Promise<void> {
  const parsed = parseFromFlowView(message);
  if (parsed === undefined) {
    log.warn("The data flow's page sent a message that is none of ours; it was ignored");
    return;
  }
  try {
    await view.receive(parsed);
  } catch (error) {
    // The page itself says so.
    log.error("The ledger could not be read for the data flow", error);
  }
}
