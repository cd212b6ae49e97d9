import type { Attachment } from "../context/attachment.ts";
import { joined } from "./leftOutWords.ts";
import type { MentionRead } from "./mentions.ts";
import { say } from "../terms/words.ts";

/**
 * Pictures beside one question, at most: each takes some hundreds of tokens or more, so these fill the window of a model that
 * runs on a laptop.
 */
export const mostPictures = 10;

/** What was read, without the pictures that are too many beside those that are there, and with a sentence about them. */
export function withoutSurplusPictures(read: MentionRead, beside: readonly Attachment[]): MentionRead {
  const there = new Set(beside.flatMap(({ picture }) => picture?.sha256 ?? []));
  const surplus = read.attachments.filter(({ picture }) => {
    if (picture === undefined || there.has(picture.sha256)) return false;
    if (there.size >= mostPictures) return true;
    there.add(picture.sha256);
    return false;
  });
  if (surplus.length === 0) return read;
  const leftOut =
    surplus.length === 1
      ? say(
          "{0} pictures go beside one question. One more does not: ask about it in the next one.",
          mostPictures,
        )
      : say(
          "{0} pictures go beside one question. {1} more do not: ask about them in the next one.",
          mostPictures,
          surplus.length,
        );
  const rest = read.attachments.filter((one) => !surplus.includes(one));
  return {
    ...read,
    ...joined([
      { ...read, attachments: rest },
      { attachments: [], leftOut },
    ]),
  };
}
