import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { removeOldBodies } from "./bodyStore.ts";
import { changedMs, dayOfFile, ledgerFiles } from "./ledgerFiles.ts";
import type { HeadStore } from "./headStore.ts";

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
 * Removes files whose day is too long ago, each as a whole and with its head, and bodies that are too old. A file of
 * another window that is still open stays too: it holds records of one UTC day only, and is not written to after it.
 */
export async function removeOld({ folder, heads, days, bodyDays, own, now }: Retention): Promise<void> {
  const isOver = (name: string): boolean => !own.has(name) && dayIsOver(name, days, now);
  for (const name of await ledgerFiles(folder)) {
    if (!isOver(name) && !(await isOldStranger(join(folder, name), days, now))) continue;
    // The head first: a file without one is only unguarded, a head without its file says that somebody removed it.
    await heads.remove(name);
    await rm(join(folder, name), { force: true });
  }
  // The time of a file that somebody removed comes as well: until then its head tells of it.
  for (const { file } of await heads.all()) if (isOver(file)) await heads.remove(file);
  await removeOldBodies(folder, Math.min(days, bodyDays), now);
}

/**
 * Whether the day in a file's name ended that many days ago. No record of the file is younger than that; what its records
 * say of their times anybody may have edited, and must not have it removed before that is found out.
 */
function dayIsOver(name: string, days: number, now: Date): boolean {
  const begin = Date.parse(dayOfFile(name));
  return now.getTime() >= begin + (1 + days) * dayMs;
}

/** Whether a file whose name has no day, which no ledger gave it, was last written that many days ago. */
async function isOldStranger(path: string, days: number, now: Date): Promise<boolean> {
  if (dayOfFile(basename(path)) !== "") return false;
  return now.getTime() - (await changedMs(path)) >= days * dayMs;
}
