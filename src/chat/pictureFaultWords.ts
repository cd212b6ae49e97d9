import type { PictureFault } from "../context/readPicture.ts";
import { mostPictureBytes, mostPictureSide, pictureSides } from "../terms/picture.ts";

/** Decimal megabytes, rounded so that what is too large never looks as if it were not. */
function megabytes(bytes: number, round: (tenths: number) => number): string {
  return `${(round(bytes / 1e5) / 10).toFixed(1)} MB`;
}

/** Why a picture does not go along, and what to do, in one or two sentences; `name` as a person knows it. */
export function pictureFaultWords(name: string, fault: PictureFault): string {
  switch (fault.kind) {
    case "notAPicture":
      return `${name} cannot go along: it is not a whole PNG, JPEG, GIF or WebP picture.`;
    case "tooManyBytes": {
      const [has, may] = [megabytes(fault.bytes, Math.ceil), megabytes(mostPictureBytes, Math.floor)];
      return `${name} has ${has}, and a picture may have ${may}. Make it smaller.`;
    }
    case "tooManyPixels": {
      const may = mostPictureSide.toLocaleString("en");
      return `${name} has ${pictureSides(fault)}, and a side may have ${may}. Make it smaller.`;
    }
  }
}
