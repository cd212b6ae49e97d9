import { stat } from "node:fs/promises";

/** Whether the mode of a file of this machine keeps its owner from writing it; `false` for what cannot be looked at. */
export async function isWriteProtected(path: string): Promise<boolean> {
  try {
    return ((await stat(path)).mode & 0o200) === 0;
  } catch {
    return false;
  }
}
