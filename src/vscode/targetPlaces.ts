import * as vscode from "vscode";
import type { TargetPlaces } from "../edit/answer/findTarget.ts";
import { statVirtual } from "./virtualFile.ts";

/** Files of one name that are looked at: nobody chooses among more. */
const mostAlike = 50;

/** The window's workspace, as finding the file of an answer needs it; `searchExcludes` are the patterns the person's own search leaves out. */
export function createTargetPlaces(searchExcludes: (folder?: vscode.Uri) => readonly string[]): TargetPlaces {
  return {
    folders: () =>
      (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({ uri: uri.toString(), name })),
    join: (folder, names) => vscode.Uri.joinPath(vscode.Uri.parse(folder, true), ...names).toString(),
    at: standsAt,
    endingIn: async (names) => {
      const excludes = searchExcludes();
      const exclude = excludes.length === 0 ? undefined : `{${excludes.join(",")}}`;
      // What a pattern would take for more than a letter is looked at afterwards.
      const path = names.join("/");
      const pattern = `**/${path.replaceAll(/[^\w./@-]/g, "?")}`;
      const found = await vscode.workspace.findFiles(pattern, exclude, mostAlike);
      return found.filter((uri) => uri.path.endsWith(`/${path}`)).map((uri) => uri.toString());
    },
  };
}

async function standsAt(uri: string): Promise<"file" | "folder" | "nothing"> {
  const place = vscode.Uri.parse(uri, true);
  if (place.scheme === "untitled") {
    const isOpen = vscode.workspace.textDocuments.some((one) => one.uri.toString() === place.toString());
    return isOpen ? "file" : "nothing";
  }
  const stats = await statVirtual(place);
  if (stats === undefined) return "nothing";
  return (stats.type & vscode.FileType.Directory) === 0 ? "file" : "folder";
}
