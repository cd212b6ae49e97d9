import { readPicture } from "../context/readPicture.ts";
import { pictureSides, type Picture } from "../terms/picture.ts";
import type { MentionRead } from "./mentions.ts";
import { pictureFaultWords } from "./pictureFaultWords.ts";
import { say } from "../terms/words.ts";

/** What the view was handed: bytes as base64, and the sides of before, in pixels, when it made the picture smaller. */
export type HandedPicture = {
  readonly base64: string;
  readonly from?: Pick<Picture, "width" | "height">;
};

/** Takes what the view was handed for a picture, once its bytes have shown that it is one. */
export function pastedPicture({ base64, from }: HandedPicture): MentionRead {
  const read = readPicture(Buffer.from(base64, "base64"));
  if (!read.ok) return { attachments: [], leftOut: pictureFaultWords(say("The picture"), read.error) };
  const { sha256: id, width, height } = read.value;
  const source = { kind: "pasted", id, lineCount: 0, sides: { width, height } } as const;
  return {
    attachments: [{ source, languageId: "", text: "", picture: read.value }],
    ...(from && { leftOut: redrawnWords(from, read.value) }),
  };
}

/** One of a format that no server reads is drawn anew, too, without becoming smaller. */
function redrawnWords(from: Pick<Picture, "width" | "height">, to: Picture): string {
  const isSmaller = to.width < from.width || to.height < from.height;
  return isSmaller
    ? say("The picture was too large: from {0} it was made {1}.", pictureSides(from), pictureSides(to))
    : say("The picture was drawn anew, in a format and a size that models can be shown.");
}
