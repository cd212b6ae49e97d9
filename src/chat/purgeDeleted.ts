import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { conversationPath } from "./conversationPath.ts";
import { deletedFolder } from "./deletedFolder.ts";
import { growingFolder } from "./growingAnswers.ts";

/** How long a deleted conversation is kept: a week. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Removes the conversations of a folder that were deleted longer ago, and what was kept of an answer of one that is gone. A
 * deleted file is dated by when it was deleted.
 */
export async function purgeDeleted(folder: string, nowMs: number): Promise<void> {
  const deleted = deletedFolder(folder);
  await removeOld(deleted, nowMs, () => true);
  const growing = growingFolder(folder);
  await removeOld(growing, nowMs, (name) => {
    const places = [folder, deleted].map((place) => conversationPath(place, basename(name, ".json")));
    return !places.some((path) => path !== undefined && existsSync(path));
  });
}

/** Removes what is older than {@link keptMs} in a folder; there is none before anything was kept in it. */
async function removeOld(folder: string, nowMs: number, mayGo: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    // Another window may have been faster.
    const changedMs = (await stat(path).catch(() => undefined))?.mtimeMs ?? nowMs;
    if (nowMs - changedMs > keptMs && mayGo(name)) await rm(path, { force: true });
  }
}
