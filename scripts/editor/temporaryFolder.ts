import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that is removed on `remove()`, or when this process exits without having called it. */
export type TemporaryFolder = { readonly path: string; readonly remove: () => Promise<void> };

/** Makes a folder of this run's own under the system's temporary folder. */
export async function temporaryFolder(purpose: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `drawbridge-${purpose}-`));
  const options = { recursive: true, force: true, maxRetries: 5 };
  const removeNow = (): void => {
    rmSync(path, options);
  };
  process.once("exit", removeNow);
  return {
    path,
    remove: async () => {
      process.off("exit", removeNow);
      await rm(path, options);
    },
  };
}
