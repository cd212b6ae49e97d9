import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { deletedFolder } from "./deletedFolder.ts";

/** How long a deleted conversation is kept: a week. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** Removes the conversations of a folder that were deleted longer ago. A file is dated by when it was deleted. */
export async function purgeDeleted(folder: string, nowMs: number): Promise<void> {
  const deleted = deletedFolder(folder);
  // There is none before anything was deleted.
  for (const name of await readdir(deleted).catch(() => [])) {
    const path = join(deleted, name);
    if (nowMs - (await stat(path)).mtimeMs > keptMs) await rm(path, { force: true });
  }
}
