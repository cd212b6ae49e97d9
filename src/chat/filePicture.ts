import { nameOf } from "../base/nameOf.ts";
import { readPicture, type PictureFault } from "../context/readPicture.ts";
import type { MentionRead } from "./mentions.ts";
import { pictureFaultWords } from "./pictureFaultWords.ts";
import { say } from "../terms/words.ts";

/** Bytes of a file that is read at most: a camera's photo can have a preview in it that is left behind. */
export const mostPictureFileBytes = 20_000_000;

/** What came of reading the file of a picture. */
export type PictureFile =
  | { readonly kind: "read"; readonly bytes: Uint8Array }
  /** It was not read. */
  | { readonly kind: "tooLarge"; readonly size: number }
  | { readonly kind: "unreadable" };

/** Takes a file for a picture, once its bytes have shown that it is one; `path` as a person knows it. */
export function filePicture(
  { uri, path }: { readonly uri: string; readonly path: string },
  file: PictureFile,
): MentionRead {
  if (file.kind === "unreadable")
    return { attachments: [], leftOut: say("{0} could not be read.", nameOf(path)) };
  if (file.kind === "tooLarge") return faulty(path, { kind: "tooManyBytes", bytes: file.size });
  const read = readPicture(file.bytes);
  if (!read.ok) return faulty(path, read.error);
  const source = { kind: "file", uri, path } as const;
  return { attachments: [{ source, languageId: "", text: "", picture: read.value }] };
}

function faulty(path: string, fault: PictureFault): MentionRead {
  const tip =
    fault.kind === "notAPicture" ? "" : say(" A picture that you copy and paste is made smaller for you.");
  return { attachments: [], leftOut: pictureFaultWords(nameOf(path), fault) + tip };
}
