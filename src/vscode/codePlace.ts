import * as vscode from "vscode";
import { isCode } from "./editorContext.ts";
import { symbolsAround, type Around } from "./symbolsAround.ts";

/** Where in which document somebody wants something done. */
export type CodePlace = { readonly document: vscode.TextDocument; readonly range: vscode.Range };

/** Symbols that people speak of: none of a name in the middle of one. */
const spokenOf: ReadonlySet<unknown> = new Set([
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Enum,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Struct,
]);

/**
 * The place that a code action or a menu names, else what is selected in the active editor; `undefined` where that is no code of
 * the user's. Anybody can call a command with anything: nothing is opened for it that is not open.
 */
export function codePlace(uri: unknown, range: unknown): CodePlace | undefined {
  if (uri instanceof vscode.Uri && range instanceof vscode.Range) {
    const address = uri.toString();
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === address);
    return document !== undefined && isCode(document) ? { document, range } : undefined;
  }
  const editor = vscode.window.activeTextEditor;
  return editor === undefined || !isCode(editor.document)
    ? undefined
    : { document: editor.document, range: editor.selection };
}

/** What a place without a selection means: the function, class or the like around it, or the outermost thing there is. */
export async function meantSymbol({ document, range }: CodePlace): Promise<Around | undefined> {
  const around = await symbolsAround(document.uri, range.start);
  return around.findLast(({ kind }) => spokenOf.has(kind)) ?? around[0];
}
