import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isMissing } from "./smallFile.ts";

/**
 * A path with every link followed. For something that is not there, the place where it would be; rejects for a link that
 * leads nowhere, and for whatever cannot be looked at.
 */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path || (await isThere(path))) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
