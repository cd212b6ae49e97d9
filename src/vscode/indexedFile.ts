import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { FileStat } from "../context/codeIndex/indexPorts.ts";

/** What is at a path of this machine, links followed; `undefined`: nothing, or neither a file nor a folder. */
export async function statIndexed(path: string): Promise<FileStat | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory()) return undefined;
    return {
      kind: found.isFile() ? "file" : "folder",
      sizeBytes: found.size,
      modifiedMs: Math.trunc(found.mtimeMs),
    };
  } catch {
    return undefined;
  }
}

/** The bytes of a file; `undefined` when it is none, cannot be read or has more than the limit. Never waits for a pipe. */
export async function readIndexed(path: string, limitBytes: number): Promise<Uint8Array | undefined> {
  try {
    // Windows has no such flag, and no pipes with names in folders.
    const wait = process.platform === "win32" ? 0 : constants.O_NONBLOCK;
    const file = await open(path, constants.O_RDONLY | wait);
    try {
      const found = await file.stat();
      if (!found.isFile() || found.size > limitBytes) return undefined;
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(found.size), 0, found.size, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
