import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { waitFor } from "./waitFor.ts";

/** Writes user settings of Drawbridge, as the settings editor does; `undefined` removes one. */
export async function setUserSettings(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(values))
    await vscode.workspace
      .getConfiguration("drawbridge")
      .update(key, value, vscode.ConfigurationTarget.Global);
}

let marks = 0;

/**
 * Writes the `.vscode/settings.json` of the first folder, whatever form its content has, and waits until the editor has
 * read it: beside the content stands a harmless setting of the editor's own.
 */
export async function writeFolderSettings(content: Readonly<Record<string, unknown>>): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("This suite has no folder open.");
  marks += 1;
  const tabSize = 20 + marks;
  const file = join(folder.uri.fsPath, ".vscode", "settings.json");
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, JSON.stringify({ ...content, "editor.tabSize": tabSize }));
  await waitFor("the folder's settings to be read", () => {
    const read = vscode.workspace.getConfiguration("editor", folder.uri).inspect("tabSize");
    const values = [read?.workspaceValue, read?.workspaceFolderValue];
    return values.includes(tabSize) ? true : undefined;
  });
}
