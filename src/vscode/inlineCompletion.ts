import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { Completer } from "../completion/completer.ts";
import type { Here } from "../settings/readSettings.ts";
import { codeSchemes, documentLength, documentPath, snapshotAt } from "./editorContext.ts";

/** What the provider needs to know besides the completer. */
export type InlineCompletionOptions = {
  readonly isOn: (here: Here) => boolean;
  /** Completion was wanted in a document it is off for. */
  readonly onOff: (languageId: string) => void;
  readonly log: Logger;
};

/** An abort signal that follows the editor's cancellation. */
function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return controller.signal;
}

/** Registers ghost text for code documents of an explicit list of schemes. */
export function registerInlineCompletion(
  completer: Completer,
  { isOn, onOff, log }: InlineCompletionOptions,
): Disposable {
  const selector = codeSchemes.map((scheme) => ({ scheme }));
  return vscode.languages.registerInlineCompletionItemProvider(selector, {
    provideInlineCompletionItems: async (document, position, context, token) => {
      const { version, languageId } = document;
      const uri = document.uri.toString();
      if (!isOn({ languageId, uri })) {
        onOff(languageId);
        return undefined;
      }
      const manual = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
      try {
        const outcome = await completer.suggest(
          {
            uri,
            path: documentPath(document),
            characters: documentLength(document),
            read: () => (document.version === version ? snapshotAt(document, position) : undefined),
            manual,
          },
          signalOf(token),
        );
        if (!outcome.ok) return undefined;
        // An explicit empty range: without one the editor replaces the word before the position.
        return [new vscode.InlineCompletionItem(outcome.value.text, new vscode.Range(position, position))];
      } catch (error) {
        log.error("Completion failed", error);
        return undefined;
      }
    },
  });
}
