import { language, say } from "./words.ts";

/** The formats a picture may have: those that every server reads, and that hold nothing but a picture. Never SVG. */
export const pictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"] as const;

/** One of {@link pictureTypes}. */
export type PictureType = (typeof pictureTypes)[number];

/** A picture that was checked and rid of everything but what is seen in it. */
export type Picture = {
  readonly mediaType: PictureType;
  /** Its bytes, in the alphabet of RFC 4648 §4, padded. */
  readonly base64: string;
  /** Size of the bytes. */
  readonly bytes: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
};

/** Most bytes of a picture: as base64 they are the 5 MB that the strictest of the closed APIs takes. */
export const mostPictureBytes = 3_750_000;

/** Most pixels of a picture's longer side; beyond it the strictest of the closed APIs refuses the request. */
export const mostPictureSide = 8000;

/** A picture as an address that holds it whole: nothing is loaded from anywhere. */
export function pictureUrl({ mediaType, base64 }: Pick<Picture, "mediaType" | "base64">): string {
  return `data:${mediaType};base64,${base64}`;
}

/** `1,200 × 800 px`. */
export function pictureSides({ width, height }: Pick<Picture, "width" | "height">): string {
  return say("{0} × {1} px", width.toLocaleString(language()), height.toLocaleString(language()));
}
