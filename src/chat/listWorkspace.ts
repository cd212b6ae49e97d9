import {
  createWorkspaceFiles,
  type EditorFiles,
  type ListingParts,
} from "../context/codeIndex/workspaceFiles.ts";

/** The URIs of a workspace's files, and whether there are more than the editor was asked for. */
export type ListedUris = { readonly uris: readonly string[]; readonly isCut: boolean };

/** What listing needs besides the editor; `mostListed`: files of one folder that it is asked for. */
export type ListWorkspaceParts = ListingParts & { readonly mostListed: number };

/** How long a list is good for, in milliseconds: one mention takes several keys. */
const freshMs = 10_000;

/**
 * Lists the files of a workspace that can be mentioned: what the editor's search would find, without what git ignores. Of
 * none but a `.gitignore` anything is read.
 */
export function listWorkspace(
  editor: EditorFiles,
  { mostListed, ...parts }: ListWorkspaceParts,
): () => Promise<ListedUris> {
  let isCut = false;
  const find: EditorFiles["find"] = async (folder, glob) => {
    const found = await editor.find(folder, glob);
    isCut ||= found.length >= mostListed;
    return found;
  };
  const files = createWorkspaceFiles({ ...editor, find }, parts);
  const look = async (): Promise<ListedUris> => {
    isCut = false;
    return { uris: await files.list(), isCut };
  };
  let known: { readonly atMs: number; readonly listed: Promise<ListedUris> } | undefined;
  return () => {
    const nowMs = parts.clock();
    if (known === undefined || nowMs - known.atMs > freshMs) known = { atMs: nowMs, listed: look() };
    return known.listed;
  };
}
