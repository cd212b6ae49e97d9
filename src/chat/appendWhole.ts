import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";

/** Writes bytes at the end of a file, and says how many of them: a disk that gets full may take only some. */
export type Write = (file: number, bytes: Uint8Array) => number;

/**
 * Adds a text to a file, which only the user can read when it is new. A text that could not be written whole is taken back,
 * unless somebody else has written behind it meanwhile. Throws when it cannot be written.
 */
export function appendWhole(path: string, text: string, write: Write = writeSync): void {
  const file = openSync(path, "a", 0o600);
  try {
    const before = fstatSync(file).size;
    let rest: Uint8Array = Buffer.from(text);
    let written = 0;
    try {
      for (; rest.length > 0; rest = rest.subarray(written)) written = write(file, rest);
    } catch (error) {
      const whole = Buffer.byteLength(text);
      if (fstatSync(file).size === before + whole - rest.length) ftruncateSync(file, before);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}
