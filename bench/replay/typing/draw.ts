import { createHash } from "node:crypto";

/** A number from 0 to 1 that depends on nothing but the words it is drawn for. */
export function draw(...words: readonly (string | number)[]): number {
  return createHash("sha256").update(words.join("\n")).digest().readUInt32BE(0) / 2 ** 32;
}
