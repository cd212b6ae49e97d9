import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { headerStarts } from "./conversationFile.ts";

/**
 * Has a conversation's file of version 1 say in its header that it is of the present version, before something is added that
 * a reader of version 1 would misunderstand: that reader only shows it from then on. One digit is written in its place, so
 * that nothing else of the file can be lost. Throws when it cannot be written.
 */
export function raiseVersion(path: string): void {
  const { earlier, present } = headerStarts;
  const file = openSync(path, "r+");
  try {
    const start = Buffer.alloc(earlier.length);
    readSync(file, start, 0, start.length, 0);
    if (start.toString("latin1") === earlier) writeSync(file, present, 0, "latin1");
  } finally {
    closeSync(file);
  }
}
