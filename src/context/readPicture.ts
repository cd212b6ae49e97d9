import { createHash } from "node:crypto";
import { err, ok, type Result } from "../base/result.ts";
import {
  mostPictureBytes,
  mostPictureSide,
  pictureTypes,
  type Picture,
  type PictureType,
} from "../terms/picture.ts";
import { bareGif } from "./pictures/bareGif.ts";
import { bareJpeg } from "./pictures/bareJpeg.ts";
import { lettersAt, type BarePicture } from "./pictures/barePicture.ts";
import { barePng } from "./pictures/barePng.ts";
import { bareWebp } from "./pictures/bareWebp.ts";

/** Why bytes cannot go along as a picture. */
export type PictureFault =
  /** It is no PNG, JPEG, GIF or WebP, or a damaged one. */
  | { readonly kind: "notAPicture" }
  | { readonly kind: "tooManyBytes"; readonly bytes: number }
  | { readonly kind: "tooManyPixels"; readonly width: number; readonly height: number };

/** How the files of each format begin; a byte per letter. */
const beginnings: { readonly [T in PictureType]: RegExp } = {
  "image/png": /^\x89PNG\r\n\x1a\n/,
  "image/jpeg": /^\xff\xd8\xff/,
  "image/gif": /^GIF8[79]a/,
  "image/webp": /^RIFF[^]{4}WEBP/,
};

const bare: { readonly [T in PictureType]: (bytes: Uint8Array) => BarePicture } = {
  "image/png": barePng,
  "image/jpeg": bareJpeg,
  "image/gif": bareGif,
  "image/webp": bareWebp,
};

/** The format of a file by how it begins, whatever it is called; `undefined` for anything but a picture of ours. */
function pictureType(bytes: Uint8Array): PictureType | undefined {
  const beginning = lettersAt(bytes, 0, 12);
  return pictureTypes.find((type) => beginnings[type].test(beginning));
}

function stripped(bytes: Uint8Array): BarePicture | undefined {
  const type = pictureType(bytes);
  try {
    return type && bare[type](bytes);
  } catch (error) {
    // The file ends before its picture does, or is none after all.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Takes bytes for a picture, whatever they are called: only by what they are. Everything that is not seen is left behind,
 * so that no place or name leaves with it.
 */
export function readPicture(bytes: Uint8Array): Result<Picture, PictureFault> {
  const found = stripped(bytes);
  if (found === undefined || found.width < 1 || found.height < 1) return err({ kind: "notAPicture" });
  const { mediaType, width, height } = found;
  if (Math.max(width, height) > mostPictureSide) return err({ kind: "tooManyPixels", width, height });
  if (found.bytes.length > mostPictureBytes) return err({ kind: "tooManyBytes", bytes: found.bytes.length });
  return ok({
    ...{ mediaType, width, height },
    bytes: found.bytes.length,
    base64: Buffer.from(found.bytes).toString("base64"),
    sha256: createHash("sha256").update(found.bytes).digest("hex"),
  });
}
