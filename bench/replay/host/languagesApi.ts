import { Disposable } from "./disposable.ts";
import type { Host, Registration } from "./host.ts";
import type { CompletionProvider } from "./completionProvider.ts";
import { type DocumentSelector, matchesSelector } from "./matchesSelector.ts";
import type { OpenDocument } from "./openDocument.ts";
import { tolerant } from "./tolerant.ts";

/** `vscode.languages`: takes providers of ghost text; there is no language server and nothing is wrong with any file. */
export function languagesApi(host: Host): object {
  return tolerant({
    registerInlineCompletionItemProvider: (
      selector: DocumentSelector,
      provider: CompletionProvider,
    ): Disposable => {
      const registration: Registration = { selector, provider };
      host.providers.add(registration);
      return new Disposable(() => host.providers.delete(registration));
    },
    match: (selector: DocumentSelector, document: OpenDocument): number =>
      matchesSelector(selector, document) ? 10 : 0,
    getLanguages: () =>
      Promise.resolve([...new Set([...host.documents].map(({ languageId }) => languageId))]),
    getDiagnostics: (): readonly unknown[] => [],
    createDiagnosticCollection: () =>
      tolerant({ set: () => undefined, clear: () => undefined, dispose: () => undefined }),
    setLanguageConfiguration: () => new Disposable(() => undefined),
  });
}
