import * as vscode from "vscode";
import { createWorkspaceFiles as createListing } from "../context/codeIndex/workspaceFiles.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { createCodeIndexFiles, mostListed } from "./codeIndexFiles.ts";
import type { CodeIndexParts } from "./codeIndexParts.ts";

/** A file of the workspace. */
export type WorkspaceFile = { readonly uri: vscode.Uri; readonly path: string };

/** The files of the workspace, and whether there are more than were listed. */
export type WorkspaceListing = { readonly files: readonly WorkspaceFile[]; readonly isCut: boolean };

/** What listing them needs: a `.gitignore` is judged before it is read. */
export type WorkspaceListingParts = {
  readonly searchExcludes: CodeIndexParts["searchExcludes"];
  readonly guard: Pick<PathGuard, "judgeQuietly">;
};

/** How long a list of them is good for, in milliseconds: one mention takes several keys. */
const freshMs = 10_000;

/**
 * Lists the files of the workspace as the editor's own search would: but for those that it leaves out, and those that git
 * ignores. Of none but a `.gitignore` anything is read. At most {@link mostListed} of each folder are looked at.
 */
export function createWorkspaceFiles({
  searchExcludes,
  guard,
}: WorkspaceListingParts): () => Promise<WorkspaceListing> {
  const editor = createCodeIndexFiles(searchExcludes);
  let isCut = false;
  const find: typeof editor.find = async (folder, glob) => {
    const found = await editor.find(folder, glob);
    isCut ||= found.length >= mostListed;
    return found;
  };
  const slices = {
    clock: () => performance.now(),
    yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
  };
  const listed = createListing({ ...editor, find }, { guard, ...slices });
  let known: { readonly atMs: number; readonly listing: Promise<WorkspaceListing> } | undefined;
  const look = async (): Promise<WorkspaceListing> => {
    isCut = false;
    const uris = (await listed.list()).map((uri) => vscode.Uri.parse(uri, true));
    return { files: uris.map((uri) => ({ uri, path: vscode.workspace.asRelativePath(uri) })), isCut };
  };
  return () => {
    const now = performance.now();
    if (known === undefined || now - known.atMs > freshMs) known = { atMs: now, listing: look() };
    return known.listing;
  };
}
