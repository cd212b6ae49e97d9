import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import type { FileText } from "../base/fileText.ts";
import { say } from "../terms/words.ts";

/** Reads bytes as text; `because` says what they are when they are no text. */
export function textOf(bytes: Uint8Array): FileText {
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { kind: "unreadable", because: say("is not UTF-8 text") };
  }
}

/** What to say of a file over the limit. */
export function tooLarge(limitBytes: number): FileText {
  return { kind: "unreadable", because: say("is larger than {0} KB", limitBytes / 1024) };
}

/** Whether an error of the file system says that nothing is there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Whether a name is taken, if only by a link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readOpened(file: number, limitBytes: number): FileText {
  const stats = fstatSync(file);
  if (!stats.isFile()) return { kind: "unreadable", because: say("is not a file") };
  if (stats.size > limitBytes) return tooLarge(limitBytes);
  // A file may grow while it is read: one byte over the limit is enough to know.
  const bytes = Buffer.alloc(limitBytes + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = readSync(file, bytes, length, bytes.length - length, null);
  return length > limitBytes ? tooLarge(limitBytes) : textOf(bytes.subarray(0, length));
}

/** Reads a small text file at once. Never waits for a pipe, and never reads more than the limit. */
export function readSmallFile(path: string, limitBytes: number): FileText {
  let file: number | undefined;
  try {
    // Windows has no such flag, and no pipes with names in folders.
    file = openSync(path, constants.O_RDONLY | (process.platform === "win32" ? 0 : constants.O_NONBLOCK));
    return readOpened(file, limitBytes);
  } catch (error) {
    if (isMissing(error) && !isThere(path)) return { kind: "missing" };
    return { kind: "unreadable", because: say("cannot be read") };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
