import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import { codeSchemes } from "../terms/codeSchemes.ts";

/** What suggests. */
export type Suggests = {
  readonly provide: (
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ) => Promise<readonly vscode.InlineCompletionItem[]>;
};

/** What registering ghost text takes. */
export type InlineCompletionParts = {
  /** Loads what suggests. */
  readonly load: () => Promise<Suggests>;
  /** Something was suggested. */
  readonly onSuggest: () => void;
  readonly log: Logger;
};

/**
 * Registers ghost text for code documents of an explicit list of schemes. What suggests is loaded when somebody types for
 * the first time.
 */
export function registerInlineCompletion({ load, onSuggest, log }: InlineCompletionParts): Disposable {
  const selector = codeSchemes.map((scheme) => ({ scheme }));
  return vscode.languages.registerInlineCompletionItemProvider(selector, {
    provideInlineCompletionItems: async (document, position, context, token) => {
      try {
        const suggests = await load();
        const items = await suggests.provide(document, position, context, token);
        if (items.length > 0) onSuggest();
        return [...items];
      } catch (error) {
        log.error("Completion failed", error);
        return undefined;
      }
    },
  });
}
