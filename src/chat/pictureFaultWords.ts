import type { PictureFault } from "../context/readPicture.ts";
import { mostPictureBytes, mostPictureSide, pictureSides } from "../terms/picture.ts";
import { language, say } from "../terms/words.ts";

/** Decimal megabytes, rounded so that what is too large never looks as if it were not. */
function megabytes(bytes: number, round: (tenths: number) => number): string {
  return `${(round(bytes / 1e5) / 10).toLocaleString(language(), { minimumFractionDigits: 1 })} MB`;
}

/** Why a picture does not go along, and what to do, in one or two sentences; `name` as a person knows it. */
export function pictureFaultWords(name: string, fault: PictureFault): string {
  switch (fault.kind) {
    case "notAPicture":
      return say("{0} cannot go along: it is not a whole PNG, JPEG, GIF or WebP picture.", name);
    case "tooManyBytes": {
      const [has, may] = [megabytes(fault.bytes, Math.ceil), megabytes(mostPictureBytes, Math.floor)];
      return say("{0} has {1}, and a picture may have {2}. Make it smaller.", name, has, may);
    }
    case "tooManyPixels": {
      const may = mostPictureSide.toLocaleString(language());
      return say("{0} has {1}, and a side may have {2}. Make it smaller.", name, pictureSides(fault), may);
    }
  }
}
