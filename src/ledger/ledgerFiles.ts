import { readdir, stat } from "node:fs/promises";

const extension = ".jsonl";

/** `2026-01-31T120000-1a2b3c4d.jsonl`: when it was opened and by which window, so that names sort by time. */
export function ledgerFileName(openedAt: string, sessionId: string, attempt: number): string {
  const again = attempt === 0 ? "" : `-${attempt}`;
  return `${openedAt.slice(0, 19).replace(/:/g, "")}-${sessionId}${again}${extension}`;
}

/** The UTC day a file was opened on; none of its records is of a later one, nor, unless the clock went back, of an earlier. Empty for a name of somebody else's making. */
export function dayOfFile(name: string): string {
  return /^\d{4}-\d\d-\d\d(?=T)/.exec(name)?.[0] ?? "";
}

/** Whether the system says that a file or folder is not there. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/** Names of the files of a ledger folder, oldest first; an absent folder is an empty ledger. */
export async function ledgerFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(extension)).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** When a file was last written; infinity for one that is gone: it needs no removing. */
export async function changedMs(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isAbsent(error)) return Number.POSITIVE_INFINITY;
    throw error;
  }
}
