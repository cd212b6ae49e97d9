import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { later } from "../../src/base/later.ts";
import { CodeIndex } from "../../src/context/codeIndex/codeIndex.ts";
import type { Embedder } from "../../src/context/codeIndex/embedder.ts";
import { PathGuard } from "../../src/context/pathGuard.ts";
import { readIndexed, statIndexed } from "../../src/vscode/indexedFile.ts";
import { realPath } from "../../src/vscode/realPath.ts";
import { readSmallFile } from "../../src/vscode/smallFile.ts";

/** Folder by folder, so that what is measured is not the listing, which the editor does in a process of its own. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesBelow(path)));
    else found.push(pathToFileURL(path).href);
  }
  return found;
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
export function openProject(folder: string, storage: string, embedder?: Embedder): CodeIndex {
  return new CodeIndex({
    ...(embedder && { embedder }),
    folder: storage,
    guard: openGuard(folder),
    files: {
      list: () => filesBelow(folder),
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
