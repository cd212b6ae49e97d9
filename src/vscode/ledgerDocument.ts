import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { LedgerBook } from "../privacy/ledgerBook.ts";

const uri = vscode.Uri.parse("drawbridge-ledger:/Drawbridge%20Ledger.txt");

/** The ledger as a read-only document. */
export type LedgerDocument = Disposable & {
  /** Shows the ledger, at the record with this id when one is given. */
  readonly open: (record?: string) => Promise<void>;
};

function nextChange(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const listening = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document) return;
      listening.dispose();
      resolve();
    });
  });
}

/** Registers the document; its text is made anew each time it is opened. */
export function registerLedgerDocument(book: Pick<LedgerBook, "page" | "lineOf">): LedgerDocument {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(uri.scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: book.page,
  });
  return {
    open: async (record) => {
      const document = await vscode.workspace.openTextDocument(uri);
      const isCurrent = document.getText() === book.page();
      const made = isCurrent ? undefined : nextChange(document);
      changed.fire(uri);
      const editor = await vscode.window.showTextDocument(document, { preview: true });
      // A document that was open still had the lines of then.
      await made;
      const line = record === undefined ? undefined : book.lineOf(record);
      if (line === undefined) return;
      const { range } = document.lineAt(line);
      editor.selection = new vscode.Selection(range.start, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    },
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}
