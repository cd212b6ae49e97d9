import { sizeWords } from "../base/sizeWords.ts";
import type { PictureFault } from "../context/readPicture.ts";
import { mostPictureBytes, mostPictureSide, pictureSides } from "../terms/picture.ts";

const smaller = "Make it smaller, or copy the picture itself and paste it here, which makes it smaller.";

/** Why a picture does not go along, and what to do, in one or two sentences; `name` as a person knows it. */
export function pictureFaultWords(name: string, fault: PictureFault): string {
  switch (fault.kind) {
    case "notAPicture":
      return `${name} cannot go along: it is not a whole PNG, JPEG, GIF or WebP picture.`;
    case "tooManyBytes":
      return `${name} has ${sizeWords(fault.bytes)}; a picture may have ${sizeWords(mostPictureBytes)}. ${smaller}`;
    case "tooManyPixels":
      return `${name} has ${pictureSides(fault)}; a side may have ${mostPictureSide.toLocaleString("en")}. ${smaller}`;
  }
}
