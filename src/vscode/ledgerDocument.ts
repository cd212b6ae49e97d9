import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";

const uri = vscode.Uri.parse("drawbridge-ledger:/Drawbridge%20Ledger.txt");

/** The ledger as a read-only document. */
export type LedgerDocument = Disposable & { readonly open: () => Promise<void> };

/** Registers the document; its text is made anew each time it is opened. */
export function registerLedgerDocument(page: () => Promise<string>): LedgerDocument {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(uri.scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: page,
  });
  return {
    open: async () => {
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}
