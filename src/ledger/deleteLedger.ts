import { rm } from "node:fs/promises";
import { join } from "node:path";
import { removeBodies } from "./bodyStore.ts";
import type { HeadStore } from "./headStore.ts";
import { ledgerFiles } from "./ledgerFiles.ts";

/**
 * Deletes every file of a ledger folder with its head, the heads of files that were gone already, and every body. Nothing
 * is missed afterwards. Windows that are open begin another file with their next record.
 */
export async function deleteLedger(folder: string, heads: Pick<HeadStore, "all" | "remove">): Promise<void> {
  const names = await ledgerFiles(folder);
  // The heads first: a file without one is only unguarded, a head without its file says that somebody removed it.
  for (const { file } of await heads.all()) await heads.remove(file);
  for (const name of names) await rm(join(folder, name), { force: true });
  // A window may have been keeping one of them meanwhile.
  for (const name of names) await heads.remove(name);
  await removeBodies(folder);
}
