import { readdir } from "node:fs/promises";
import { join, matchesGlob, sep } from "node:path";
import type { Configuration } from "./configuration.ts";
import { Disposable } from "./disposable.ts";
import { fileSystem } from "./fileSystem.ts";
import type { Host } from "./host.ts";
import type { OpenDocument } from "./openDocument.ts";
import { tolerant } from "./tolerant.ts";
import { Uri } from "./uri.ts";
import type { RelativePattern } from "./valueClasses.ts";

/** `vscode.workspace`: one trusted folder on the real disk, with the documents of the host. */
export function workspaceApi(host: Host, getConfiguration: (section?: string) => Configuration): object {
  const { folder, documents, events } = host;
  const folders = [{ uri: folder, name: "project", index: 0 }];
  const inside = (uri: Uri): boolean => uri.path.startsWith(`${folder.path}/`);
  return tolerant({
    name: "project",
    workspaceFile: undefined,
    workspaceFolders: folders,
    rootPath: folder.fsPath,
    isTrusted: true,
    fs: fileSystem,
    get textDocuments() {
      return [...documents];
    },
    notebookDocuments: [],
    onDidOpenTextDocument: events.opened.event,
    onDidCloseTextDocument: events.closed.event,
    onDidChangeTextDocument: events.changed.event,
    onDidChangeConfiguration: events.configuration.event,
    getConfiguration,
    getWorkspaceFolder: (uri: Uri) => (inside(uri) ? folders[0] : undefined),
    asRelativePath: (where: Uri | string): string => {
      const path = typeof where === "string" ? where : where.path;
      return path.startsWith(`${folder.path}/`) ? path.slice(folder.path.length + 1) : path;
    },
    openTextDocument: (where: unknown): Promise<OpenDocument> => {
      const wanted = where instanceof Uri ? where.toString() : Uri.file(String(where)).toString();
      const found = [...documents].find(({ uri }) => uri.toString() === wanted);
      return found === undefined
        ? Promise.reject(new Error(`cannot open ${wanted}`))
        : Promise.resolve(found);
    },
    findFiles: (include: string | RelativePattern, _exclude: unknown, most = Number.POSITIVE_INFINITY) =>
      findFiles(folder, typeof include === "string" ? include : include.pattern, most),
    createFileSystemWatcher: () => tolerant({ dispose: () => undefined }),
    applyEdit: () => Promise.resolve(false),
    saveAll: () => Promise.resolve(true),
    registerTextDocumentContentProvider: () => new Disposable(() => undefined),
    registerFileSystemProvider: () => new Disposable(() => undefined),
  });
}

async function findFiles(folder: Uri, pattern: string, most: number): Promise<readonly Uri[]> {
  const entries = await readdir(folder.fsPath, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => matchesGlob(path.slice(folder.fsPath.length + 1).replaceAll(sep, "/"), pattern))
    .slice(0, most)
    .map((path) => Uri.file(path));
}
