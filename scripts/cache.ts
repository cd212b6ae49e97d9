/**
 * The per-user download folder: `$DRAWBRIDGE_CACHE`, else `${XDG_CACHE_HOME:-~/.cache}/drawbridge-dev`. Each download
 * lives under its exact version and appears there whole or not at all.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** The folder all downloads share. */
export function cacheRoot(): string {
  const { DRAWBRIDGE_CACHE, XDG_CACHE_HOME } = process.env;
  return DRAWBRIDGE_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "drawbridge-dev");
}

/**
 * Returns the folder `name` (which names the exact version, such as `code-server-4.139.1`), filling it first when it
 * is not there. `fill` works in a temporary folder beside it and must verify what it fetched; the folder is renamed
 * into place only when `fill` succeeds, so an interrupted download never leaves a broken one.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const target = join(cacheRoot(), name);
  if (existsSync(target)) return target;
  await mkdir(cacheRoot(), { recursive: true });
  const temporary = await mkdtemp(join(cacheRoot(), `.${name}-`));
  try {
    await fill(temporary);
    await rename(temporary, target).catch((error: unknown) => {
      // Another run may have finished first: its folder is as good as ours.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}
