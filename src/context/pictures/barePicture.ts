import type { PictureType } from "../../terms/picture.ts";

/** What is left of a picture's file when everything is gone that nobody sees: places, names, comments, previews. */
export type BarePicture = {
  readonly mediaType: PictureType;
  readonly bytes: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
};

/** Reads numbers of a file; throws a `RangeError` beyond its end. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The characters from an offset on, a byte each; fewer at the end of the file. */
export function lettersAt(bytes: Uint8Array, offset: number, count: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + count));
}

/** Several pieces as one. */
export function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A stretch of a file; throws a `RangeError` when the file ends before it does. */
export function stretch(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (to > bytes.length || from > to) throw new RangeError("the file ends before the picture does");
  return bytes.subarray(from, to);
}
