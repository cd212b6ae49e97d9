/** The schemes whose documents are code of the user's. Everything else, chat inputs and commit boxes included, is not. */
export const codeSchemes = [
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-notebook-cell",
] as const;
