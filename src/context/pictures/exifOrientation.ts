import { lettersAt, viewOf } from "./barePicture.ts";

/** Exif 2.32 §4.6.4: which side is up. */
const orientationTag = 0x0112;
const exifHead = "Exif\0\0";
const entryLength = 12;

/**
 * Which side of a photo is up, from the data of its APP1 segment: 1 to 8, where 1 is as it is stored; `undefined` when
 * that does not say.
 */
export function exifOrientation(data: Uint8Array): number | undefined {
  if (lettersAt(data, 0, exifHead.length) !== exifHead) return undefined;
  const view = viewOf(data.subarray(exifHead.length));
  const little = lettersAt(data, exifHead.length, 2) === "II";
  try {
    const directory = view.getUint32(4, little);
    const entries = view.getUint16(directory, little);
    for (let entry = 0; entry < entries; entry += 1) {
      const at = directory + 2 + entry * entryLength;
      if (view.getUint16(at, little) !== orientationTag) continue;
      const value = view.getUint16(at + 8, little);
      return value >= 1 && value <= 8 ? value : undefined;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

/** Whether width and height of what is stored are those of a picture lying on its side. */
export function turnsSides(orientation: number): boolean {
  return orientation >= 5;
}

/** An APP1 segment that says which side is up, and nothing else. */
export function orientationSegment(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const directory = [0, 1, ...entry, 0, 0, 0, 0];
  const data = [...new TextEncoder().encode(exifHead), ...tiff, ...directory];
  return Uint8Array.of(0xff, 0xe1, 0, data.length + 2, ...data);
}
