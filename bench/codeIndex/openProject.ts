import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { later } from "../../src/base/later.ts";
import { CodeIndex } from "../../src/context/codeIndex/codeIndex.ts";
import { PathGuard } from "../../src/context/pathGuard.ts";
import { readIndexed, statIndexed } from "../../src/vscode/indexedFile.ts";
import { realPath } from "../../src/vscode/realPath.ts";
import { readSmallFile } from "../../src/vscode/smallFile.ts";

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => pathToFileURL(join(parentPath, name)).href);
}

function openGuard(folder: string): PathGuard {
  return new PathGuard({
    rules: () => ({ never: [], deviceOnly: [] }),
    folders: () => [pathToFileURL(folder).href],
    foldsCase: false,
    files: {
      realUri: async (uri) => pathToFileURL(await realPath(fileURLToPath(uri))).href,
      read: (uri) => Promise.resolve(readSmallFile(fileURLToPath(uri), 256 * 1024)),
    },
  });
}

/** An index of a folder as an editor's window would open it, with a guard that follows links and looks for ignore files. */
export function openProject(folder: string, storage: string): CodeIndex {
  return new CodeIndex({
    folder: storage,
    guard: openGuard(folder),
    files: {
      list: () => Promise.resolve(filesBelow(folder)),
      stat: (uri) => statIndexed(fileURLToPath(uri)),
      read: (uri, limitBytes) => readIndexed(fileURLToPath(uri), limitBytes),
      isInWorkspace: (uri) => uri.startsWith(`${pathToFileURL(folder).href}/`),
      path: (uri) => relative(folder, fileURLToPath(uri)).split(sep).join("/"),
    },
    isAllowed: () => true,
    clock: () => performance.now(),
    yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    later,
    log: {
      error: (message, cause) => {
        throw new Error(message, { cause });
      },
    },
  });
}
