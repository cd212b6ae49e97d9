import * as vscode from "vscode";

/** A file of the workspace. */
export type WorkspaceFile = { readonly uri: vscode.Uri; readonly path: string };

/** Files that are looked at, at most: more than anybody finds something among by a few letters. */
export const mostFiles = 20_000;
/** How long a list of them is good for, in milliseconds: one mention takes several keys. */
const freshMs = 10_000;

async function listFiles(patterns: readonly string[]): Promise<readonly WorkspaceFile[]> {
  const exclude = patterns.length === 0 ? undefined : `{${patterns.join(",")}}`;
  const uris = await vscode.workspace.findFiles("**/*", exclude, mostFiles);
  return uris.map((uri) => ({ uri, path: vscode.workspace.asRelativePath(uri) }));
}

/** Lists the files of the workspace but for those that fit `unsearched` patterns; none of them is read. */
export function createWorkspaceFiles(
  unsearched: () => readonly string[],
): () => Promise<readonly WorkspaceFile[]> {
  let known: { readonly atMs: number; readonly files: Promise<readonly WorkspaceFile[]> } | undefined;
  return () => {
    const now = performance.now();
    if (known === undefined || now - known.atMs > freshMs)
      known = { atMs: now, files: listFiles(unsearched()) };
    return known.files;
  };
}
