import * as vscode from "vscode";
import { later } from "../base/later.ts";
import type { Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import { FlowView } from "../privacy/flowView.ts";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import type { RunningRequests } from "../privacy/runningRequests.ts";
import type { LedgerFilter } from "../protocol/ledgerMessages.ts";
import { parseFromFlowView } from "../protocol/parseFromFlowView.ts";
import { webviewOptions, webviewPage } from "./webviewPage.ts";

/** What the data flow's page needs. */
export type FlowPanelOptions = {
  readonly extensionUri: vscode.Uri;
  readonly log: Logger;
  readonly book: LedgerBook;
  readonly running: Pick<RunningRequests, "has">;
  /** Shows the ledger, with what a filter lets through where there is one. */
  readonly openLedger: (filter?: LedgerFilter) => void;
};

/** The data flow as a page of its own, one per window. */
export type FlowPanel = Disposable & {
  /** Brings the page to the front. */
  readonly open: () => void;
  /** Closes the page, if it is open: what it shows is not there any more. */
  readonly close: () => void;
};

/** Makes the page when it is first asked for. A hidden page is thrown away; shown again, it is read anew. */
export function createFlowPanel(options: FlowPanelOptions): FlowPanel {
  let panel: vscode.WebviewPanel | undefined;
  const close = (): void => {
    panel?.dispose();
  };
  return {
    open: () => {
      if (panel !== undefined) {
        panel.reveal();
        return;
      }
      panel = createPage(options);
      panel.onDidDispose(() => {
        panel = undefined;
      });
    },
    close,
    dispose: close,
  };
}

function createPage(options: FlowPanelOptions): vscode.WebviewPanel {
  const { extensionUri, book, running, openLedger } = options;
  const panel = vscode.window.createWebviewPanel(
    "drawbridge.flow",
    "Drawbridge Data Flow",
    vscode.ViewColumn.Active,
    webviewOptions(extensionUri),
  );
  panel.iconPath = new vscode.ThemeIcon("graph");
  const view = new FlowView({
    reader: book.reader,
    onDidAppend: book.ledger.onDidAppend,
    isRunning: (id) => running.has(id),
    workspaceKey: book.workspaceKey,
    post: (message) => void panel.webview.postMessage(message),
    openLedger,
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    later,
  });
  panel.webview.onDidReceiveMessage((message: unknown) => receive(message, view, options));
  panel.onDidChangeViewState(() => {
    if (!panel.visible) view.pageIsGone();
  });
  panel.onDidDispose(() => {
    view.dispose();
  });
  panel.webview.html = webviewPage(panel.webview, extensionUri, "flow");
  return panel;
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
