import * as vscode from "vscode";
import { fenceLanguage } from "../terms/fenceLanguage.ts";

/** Code of an answer, with the language and the file that it names; both are empty where it names none. */
export type NewFile = { readonly text: string; readonly language: string; readonly file: string };

/**
 * Opens code in a new document that is not saved. Where it names a file of the workspace that is not there, saving offers
 * that name. Nothing is written: that is the person's to do.
 */
export async function openNewFile({ text, language, file }: NewFile): Promise<void> {
  const named = await freePlace(file);
  const document = await (named === undefined
    ? openUnnamed(text, language)
    : vscode.workspace.openTextDocument(named));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  if (named === undefined) return;
  await editor.edit((edit) => {
    edit.insert(new vscode.Position(0, 0), text);
  });
}

async function openUnnamed(content: string, name: string): Promise<vscode.TextDocument> {
  const language = fenceLanguage(name, await vscode.languages.getLanguages());
  return vscode.workspace.openTextDocument({ content, ...(language !== undefined && { language }) });
}

/** Where a new document of that name would be, when it lies in the workspace and nothing is there, saved or not. */
async function freePlace(file: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const parts = file.replace(/^\.\//, "").split("/");
  const isPlain = parts.every((part) => /^[\w@.-]+$/.test(part) && !/^\.+$/.test(part));
  if (folder === undefined || !isPlain) return undefined;
  const place = vscode.Uri.joinPath(folder.uri, ...parts);
  const untitled = place.with({ scheme: "untitled" });
  const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === untitled.toString());
  return isOpen || (await isThere(place)) ? undefined : untitled;
}

async function isThere(place: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(place);
    return true;
  } catch (error) {
    // In doubt it is: then nothing offers its name.
    return !(error instanceof vscode.FileSystemError && error.code === "FileNotFound");
  }
}
