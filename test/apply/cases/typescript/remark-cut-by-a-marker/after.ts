import { lettersAt } from "./letters.ts";

const head = "Exif";
const length = 12;

/**
 * Which side is up, from the data of a segment: 1 to 8,
 * 1 when it does not say.
 */
export function orientationOf(data: Uint8Array): number {
  if (lettersAt(data, 0, 4) !== head) return 1;
  return data[8] ?? 1;
}

/** Whether width and height are swapped. */
export function turnsSides(orientation: number): boolean {
  return orientation >= 5;
}
