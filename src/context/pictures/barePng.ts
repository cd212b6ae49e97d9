import { joinedBytes, lettersAt, stretch, viewOf, type BarePicture } from "./barePicture.ts";

/** What a picture is drawn from (PNG 3rd edition, §11); colour profiles are no part of it, since they may name a screen. */
const drawn: ReadonlySet<string> = new Set(["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"]);

const signatureLength = 8;
/** Length, name and checksum around the data of a chunk. */
const frameLength = 12;

/** A PNG with only the chunks that its first picture is drawn from. Throws a `RangeError` when it ends too early. */
export function barePng(bytes: Uint8Array): BarePicture {
  const view = viewOf(bytes);
  if (lettersAt(bytes, signatureLength + 4, 4) !== "IHDR") throw new RangeError("no head");
  const kept = [stretch(bytes, 0, signatureLength)];
  for (let at = signatureLength; ;) {
    const end = at + frameLength + view.getUint32(at);
    const name = lettersAt(bytes, at + 4, 4);
    const chunk = stretch(bytes, at, end);
    if (drawn.has(name)) kept.push(chunk);
    if (name === "IEND") break;
    at = end;
  }
  return {
    mediaType: "image/png",
    bytes: joinedBytes(kept),
    width: view.getUint32(16),
    height: view.getUint32(20),
  };
}
