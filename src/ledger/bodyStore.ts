import { closeSync, fdatasyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DestinationClass } from "../terms/destination.ts";
import type { WriteBytes } from "./appendFile.ts";
import { changedMs, isAbsent } from "./ledgerFiles.ts";

const extension = ".body";
const dayMs = 24 * 60 * 60 * 1000;

/** Whether the exact body is kept of what goes there: of everything that goes to a machine that is not the user's. */
export function keepsBody(destination: DestinationClass): boolean {
  return ["network", "cloud", "cloudViaDevice"].includes(destination);
}

/** An id comes back from a file that anybody may have changed: it must not lead anywhere else. */
function bodyFile(folder: string, id: string): string | undefined {
  return /^[\da-f-]{36}$/.test(id) ? join(folder, "bodies", `${id}${extension}`) : undefined;
}

/** Writes the exact body of an attempt and flushes it. Throws when the disk will not take it; nothing is left then. */
export function writeBody(folder: string, id: string, body: Uint8Array, write: WriteBytes = writeSync): void {
  const path = bodyFile(folder, id);
  if (path === undefined) throw new Error("The id of a record is not an id.");
  mkdirSync(join(folder, "bodies"), { recursive: true, mode: 0o700 });
  const file = openSync(path, "wx", 0o600);
  try {
    for (let done = 0; done < body.length;) done += write(file, body.subarray(done));
    fdatasyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Takes back the body of an attempt that could not be recorded. */
export function dropBody(folder: string, id: string): void {
  const path = bodyFile(folder, id);
  if (path !== undefined) rmSync(path, { force: true });
}

/** The body kept for an attempt; `undefined` when there is none, or none any more. */
export async function readBody(folder: string, id: string): Promise<Uint8Array | undefined> {
  const path = bodyFile(folder, id);
  if (path === undefined) return undefined;
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Removes every body. No record and no chain is touched. */
export async function removeBodies(folder: string): Promise<void> {
  await rm(join(folder, "bodies"), { recursive: true, force: true });
}

/** Removes the bodies written more than so many days before `now`. No record and no chain is touched. */
export async function removeOldBodies(folder: string, days: number, now: Date): Promise<void> {
  const bodies = join(folder, "bodies");
  for (const name of await bodyNames(bodies)) {
    const path = join(bodies, name);
    const writtenMs = await changedMs(path);
    if (now.getTime() - writtenMs >= days * dayMs) await rm(path, { force: true });
  }
}

async function bodyNames(bodies: string): Promise<readonly string[]> {
  try {
    return (await readdir(bodies)).filter((name) => name.endsWith(extension));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
