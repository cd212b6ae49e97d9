import { CodeIndex, type CodeIndexParts } from "../context/codeIndex/codeIndex.ts";
import { createWorkspaceFiles, type EditorFiles } from "../context/codeIndex/workspaceFiles.ts";

/** What the index behind `@codebase` is made from. */
export type CodebaseParts = Omit<CodeIndexParts, "files"> & { readonly editor: EditorFiles };

/** Makes the index behind `@codebase`, over the files that the editor's search would search. It does nothing yet. */
export function openCodebase({ editor, ...parts }: CodebaseParts): CodeIndex {
  return new CodeIndex({ ...parts, files: createWorkspaceFiles(editor, parts) });
}
