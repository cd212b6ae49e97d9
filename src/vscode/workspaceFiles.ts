import * as vscode from "vscode";
import { listWorkspace, type ListedUris } from "../chat/listWorkspace.ts";
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

/**
 * Lists the files of the workspace as the editor's own search would: but for those that it leaves out, and those that git
 * ignores. At most {@link mostListed} of each folder are looked at.
 */
export function createWorkspaceFiles({
  searchExcludes,
  guard,
}: WorkspaceListingParts): () => Promise<WorkspaceListing> {
  const list = listWorkspace(createCodeIndexFiles(searchExcludes), {
    ...{ guard, mostListed },
    clock: () => performance.now(),
    yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const listings = new WeakMap<ListedUris, WorkspaceListing>();
  return async () => {
    const listed = await list();
    const listing = listings.get(listed) ?? listingOf(listed);
    listings.set(listed, listing);
    return listing;
  };
}

function listingOf({ uris, isCut }: ListedUris): WorkspaceListing {
  const files = uris.map((text) => {
    const uri = vscode.Uri.parse(text, true);
    return { uri, path: vscode.workspace.asRelativePath(uri) };
  });
  return { files, isCut };
}
