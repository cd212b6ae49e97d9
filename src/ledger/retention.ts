import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { removeOldBodies } from "./bodyStore.ts";
import { linesBackward } from "./fileLines.ts";
import { isAbsent, ledgerFiles } from "./ledgerFiles.ts";
import type { HeadStore } from "./headStore.ts";
import { readRecord } from "./readRecord.ts";

/** What is removed from a ledger folder, and what never is. */
export type Retention = {
  readonly folder: string;
  readonly heads: HeadStore;
  /** Days for which records are kept, at least 1. */
  readonly days: number;
  /** Days for which bodies are kept; never longer than their records. */
  readonly bodyDays: number;
  /** Files of this window. */
  readonly own: ReadonlySet<string>;
  readonly now: Date;
};

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Removes files whose newest record is too old, each as a whole and with its head, and bodies that are too old. A file of
 * another window that is still open stays too: it holds records of one UTC day only, and is not written to after it.
 */
export async function removeOld({ folder, heads, days, bodyDays, own, now }: Retention): Promise<void> {
  const oldest = new Date(now.getTime() - days * dayMs);
  const names = (await ledgerFiles(folder)).filter((name) => !own.has(name));
  for (const name of names) {
    if ((await newestTime(join(folder, name))) >= oldest) continue;
    // The head first: a file without one is only unguarded, a head without its file says that somebody removed it.
    await heads.remove(name);
    await rm(join(folder, name), { force: true });
  }
  await removeOldBodies(folder, Math.min(days, bodyDays), now);
}

/** When the newest record of a file was written; for a file without records, when the file was. */
async function newestTime(path: string): Promise<Date> {
  for await (const line of linesBackward(path)) {
    const time = Date.parse(readRecord(line)?.time ?? "");
    if (!Number.isNaN(time)) return new Date(time);
  }
  try {
    return (await stat(path)).mtime;
  } catch (error) {
    if (isAbsent(error)) return new Date();
    throw error;
  }
}
