import * as vscode from "vscode";
import { later } from "../base/later.ts";
import type { Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import { LedgerView } from "../privacy/ledgerView.ts";
import type { RunningRequests } from "../privacy/runningRequests.ts";
import type { LedgerFilter } from "../protocol/ledgerMessages.ts";
import { parseFromLedgerView } from "../protocol/parseFromLedgerView.ts";
import { createPagePanel } from "./pagePanel.ts";
import { say } from "../terms/words.ts";

/** What the ledger's page needs. */
export type LedgerPanelOptions = {
  readonly extensionUri: vscode.Uri;
  readonly log: Logger;
  readonly book: LedgerBook;
  readonly running: Pick<RunningRequests, "has">;
  /** Shows the data flow. */
  readonly openFlow: () => void;
};

/** What to bring before the reader's eyes: one record, or what a filter lets through. */
export type LedgerTarget = { readonly record: string } | { readonly filter: LedgerFilter };

/** The ledger as a page of its own, one per window. */
export type LedgerPanel = Disposable & {
  /** Brings the page to the front, and of it what is wanted. */
  readonly open: (target?: LedgerTarget) => Promise<void>;
  /** Closes the page, if it is open: what it shows is not there any more. */
  readonly close: () => void;
};

/** Makes the page when it is first asked for. A hidden page is thrown away; shown again, it is read anew. */
export function createLedgerPanel(options: LedgerPanelOptions): LedgerPanel {
  const { extensionUri, book, running } = options;
  const page = createPagePanel({
    ...{ extensionUri, view: "ledger", title: say("Drawbridge Ledger"), icon: "list-ordered" },
    create: (post) =>
      new LedgerView({
        reader: book.reader,
        onDidAppend: book.ledger.onDidAppend,
        isRunning: (id) => running.has(id),
        workspaceKey: book.workspaceKey,
        post,
        now: () => new Date().toISOString(),
        clock: () => performance.now(),
        later,
        onFailure: (error) => {
          tellFailure("read", options, error);
        },
      }),
    receive: (message, view) => receive(message, view, options),
  });
  return {
    ...page,
    open: async (target) => {
      const view = page.open();
      if (target === undefined) return;
      await tellingFailure("read", options, () =>
        "record" in target ? view.reveal(target.record) : view.list(target.filter),
      );
    },
  };
}

async function receive(message: unknown, view: LedgerView, options: LedgerPanelOptions): Promise<void> {
  const { log, book, openFlow } = options;
  const parsed = parseFromLedgerView(message);
  if (parsed === undefined) {
    log.warn("The ledger's page sent a message that is none of ours; it was ignored");
    return;
  }
  if (parsed.type === "openFlow") {
    openFlow();
    return;
  }
  const what = parsed.type === "export" ? "exported" : "read";
  await tellingFailure(what, options, async () =>
    parsed.type === "export"
      ? (await import("./exportLedger.ts")).exportLedger(book.reader)
      : view.receive(parsed),
  );
}

async function tellingFailure(
  what: "exported" | "read",
  options: LedgerPanelOptions,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    tellFailure(what, options, error);
  }
}

function tellFailure(what: "exported" | "read", { log }: LedgerPanelOptions, error: unknown): void {
  log.error(`The ledger could not be ${what}`, error);
  void vscode.window.showErrorMessage(
    what === "read"
      ? say("The ledger could not be read; Drawbridge's log has the details.")
      : say("The ledger could not be exported; Drawbridge's log has the details."),
  );
}
