import { stat, statfs } from "node:fs/promises";
import { homedir } from "node:os";
import type { DiskPort } from "../setup/diskRoom.ts";

/** The disk of the machine that this runs on. What cannot be read is not there, or unknown. */
export const machineDisk: DiskPort = {
  home: homedir(),
  isFolder: async (path) => {
    try {
      return (await stat(path)).isDirectory();
    } catch {
      return false;
    }
  },
  freeBytes: async (path) => {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      return undefined;
    }
  },
};
