import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** How many bytes the files of a folder and of those in it have; 0 when there is none. What vanishes meanwhile is not counted. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      const file = await lstat(join(parentPath, name)).catch(() => undefined);
      return file?.size ?? 0;
    });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
