import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Say } from "./install.ts";

const everyMs = 3000;

/** Runs `work`, which fills `folder`, and says every three seconds how much has arrived. */
export async function downloadProgress(folder: string, say: Say, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  const timer = setInterval(() => {
    void folderBytes(folder).then((bytes) => {
      const seconds = Math.round((performance.now() - started) / 1000);
      say(`  … ${Math.round(bytes / 1e6)} MB after ${seconds} s`);
    });
  }, everyMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  // Files may vanish while they are counted: the download moves them about.
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then(sizeOf, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function sizeOf(entry: { isFile(): boolean; readonly size: number }): number {
  return entry.isFile() ? entry.size : 0;
}
