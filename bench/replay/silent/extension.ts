/** Completion that never has anything: whatever the processor does with it, it does for the replay itself. */
import * as vscode from "vscode";

/** Registers it for files. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.languages.registerInlineCompletionItemProvider(
      { scheme: "file" },
      { provideInlineCompletionItems: () => [] },
    ),
  );
}
