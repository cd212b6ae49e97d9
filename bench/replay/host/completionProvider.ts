import type { CancellationToken } from "./cancellation.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { Position } from "./position.ts";
import type { Range } from "./range.ts";

/** As `vscode.Command`. */
export type Command = { readonly command: string; readonly arguments?: readonly unknown[] };

/** As `vscode.InlineCompletionItem`. */
export type CompletionItem = {
  readonly insertText: string | { readonly value: string };
  readonly range?: Range | undefined;
  readonly command?: Command | undefined;
};

type Found = readonly CompletionItem[] | { readonly items: readonly CompletionItem[] } | null | undefined;

/** As `vscode.InlineCompletionItemProvider`. */
export type CompletionProvider = {
  provideInlineCompletionItems(
    document: OpenDocument,
    position: Position,
    context: { readonly triggerKind: number; readonly selectedCompletionInfo: undefined },
    token: CancellationToken,
  ): Found | Promise<Found>;
};
