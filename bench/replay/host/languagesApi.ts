import type * as vscode from "vscode";
import { Disposable } from "./disposable.ts";
import type { Host, Registration } from "./host.ts";
import { matchesSelector } from "./matchesSelector.ts";
import { tolerant } from "./tolerant.ts";

/** `vscode.languages`: takes providers of ghost text; there is no language server and nothing is wrong with any file. */
export function languagesApi(host: Host): object {
  return tolerant({
    registerInlineCompletionItemProvider: (
      selector: vscode.DocumentSelector,
      provider: vscode.InlineCompletionItemProvider,
    ): Disposable => {
      const registration: Registration = { selector, provider };
      host.providers.add(registration);
      return new Disposable(() => host.providers.delete(registration));
    },
    match: (selector: vscode.DocumentSelector, document: vscode.TextDocument): number =>
      matchesSelector(selector, document) ? 10 : 0,
    getLanguages: () =>
      Promise.resolve([...new Set([...host.documents].map(({ languageId }) => languageId))]),
    getDiagnostics: (): readonly unknown[] => [],
    createDiagnosticCollection: () =>
      tolerant({ set: () => undefined, clear: () => undefined, dispose: () => undefined }),
    setLanguageConfiguration: () => new Disposable(() => undefined),
  });
}
