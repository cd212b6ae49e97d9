import * as vscode from "vscode";
import { say } from "../terms/words.ts";

/** A place in a document that is open. */
export type NamePlace = { readonly document: vscode.TextDocument; readonly position: vscode.Position };

/** What the editor would change to give a symbol another name. */
export type SymbolRename = {
  /** Every place, lines and characters counted from 0. */
  readonly uses: readonly { readonly uri: string; readonly line: number; readonly character: number }[];
  /** The files of these places, each once. */
  readonly uris: readonly string[];
  /**
   * Makes the change as one step that the editor can undo. Files that are guarded, with why they are, it shows first in its own
   * preview, where nothing of them is ticked. `false`: nothing was changed, as where a document is another one since.
   */
  readonly apply: (guarded: ReadonlyMap<string, string>) => Promise<boolean>;
};

/** The name at a place, as those who would rename it see it; `undefined`: there is none that has another name. */
export async function renamableName({ document, position }: NamePlace): Promise<string | undefined> {
  try {
    const found: unknown = await vscode.commands.executeCommand(
      "vscode.prepareRename",
      document.uri,
      position,
    );
    const { range }: Partial<Record<string, unknown>> = { ...(found as object | undefined) };
    return range instanceof vscode.Range && !range.isEmpty ? document.getText(range) : undefined;
  } catch {
    // Whoever provides names for the language rejects what has none.
    return undefined;
  }
}

/** Has the editor work out a rename, by whatever provides it for the language; `undefined`: nothing does, or not here. */
export async function symbolRename(
  { document, position }: NamePlace,
  name: string,
): Promise<SymbolRename | undefined> {
  const edit = await worked(document.uri, position, name);
  const entries = edit?.entries() ?? [];
  if (edit === undefined || entries.length === 0) return undefined;
  const uris = entries.map(([uri]) => uri.toString());
  const versions = new Map(openDocuments(uris).map(({ uri, version }) => [uri.toString(), version]));
  const isStale = ({ uri, version }: vscode.TextDocument): boolean =>
    versions.has(uri.toString()) && versions.get(uri.toString()) !== version;
  return {
    uses: entries.flatMap(([uri, edits]) =>
      edits.map(({ range: { start } }) => ({
        uri: uri.toString(),
        line: start.line,
        character: start.character,
      })),
    ),
    uris,
    apply: async (guarded) => {
      // Whoever was asked about a file may have typed in it: the places are others then.
      if (openDocuments(uris).some(isStale)) return false;
      const label = say("Files that guard you");
      for (const [uri, edits] of entries) {
        const because = guarded.get(uri.toString());
        if (because === undefined) continue;
        const metadata = { needsConfirmation: true, label, description: because };
        edit.set(
          uri,
          edits.map((one): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [one, metadata]),
        );
      }
      return vscode.workspace.applyEdit(edit, { isRefactoring: true });
    },
  };
}

function openDocuments(uris: readonly string[]): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri }) => uris.includes(uri.toString()));
}

async function worked(
  uri: vscode.Uri,
  position: vscode.Position,
  name: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  try {
    const answer: unknown = await vscode.commands.executeCommand(
      "vscode.executeDocumentRenameProvider",
      uri,
      position,
      name,
    );
    return answer instanceof vscode.WorkspaceEdit ? answer : undefined;
  } catch {
    // Nobody provides it, or whoever does says no in words of its own.
    return undefined;
  }
}
