import * as vscode from "vscode";

/** A symbol around a place: all of it, and where its name stands. */
export type Around = {
  readonly range: vscode.Range;
  readonly name: vscode.Range | undefined;
  readonly kind: unknown;
};

/** The symbols around a place, from the outermost one in, as language servers tell them; down to the one whose name it is in. */
export async function symbolsAround(uri: vscode.Uri, position: vscode.Position): Promise<readonly Around[]> {
  const answer: unknown = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", uri);
  return Array.isArray(answer) ? chain(answer, position) : [];
}

/** The editor gives symbols as a class of its own: only what each holds can be relied on. */
function chain(symbols: readonly unknown[], position: vscode.Position): readonly Around[] {
  for (const symbol of symbols) {
    if (typeof symbol !== "object" || symbol === null) continue;
    const { range, selectionRange, children, kind }: Partial<Record<string, unknown>> = { ...symbol };
    if (!(range instanceof vscode.Range) || !range.contains(position)) continue;
    const name = selectionRange instanceof vscode.Range ? selectionRange : undefined;
    const inside =
      name?.contains(position) !== true && Array.isArray(children) ? chain(children, position) : [];
    return [{ range, name, kind }, ...inside];
  }
  return [];
}
