import type { Attachment } from "../context/attachment.ts";
import { joined } from "./leftOutWords.ts";
import type { MentionRead } from "./mentions.ts";

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
  const which = surplus.length === 1 ? "One more does" : `${surplus.length} more do`;
  const leftOut = `${mostPictures} pictures go beside one question. ${which} not: ask about them in the next one.`;
  const rest = read.attachments.filter((one) => !surplus.includes(one));
  return {
    ...read,
    ...joined([
      { ...read, attachments: rest },
      { attachments: [], leftOut },
    ]),
  };
}
