import { nameOf } from "../context/pathVerdict.ts";
import type { CutText } from "./cutText.ts";
import type { MentionRead } from "./mentions.ts";

/** Most files and names that one sentence lists. */
const mostNamed = 3;

/** `a.ts, b.ts, c.ts and 4 more`, from paths. */
export function listed(paths: readonly string[]): string {
  const named = paths.slice(0, mostNamed).map(nameOf);
  const more = paths.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

/** Nothing was read, and why. */
export function nothingOf(path: string, because: "unreadable" | "empty" | "binary"): MentionRead {
  const words = { unreadable: "could not be read as text", empty: "is empty", binary: "is binary" } as const;
  return { attachments: [], leftOut: `${nameOf(path)} ${words[because]}.` };
}

/** How much of a text that was too long goes along: `first 1,000 of 1,501 lines`. */
export function cutWords({ lines, kept }: NonNullable<CutText["cut"]>, which: "first" | "last"): string {
  if (lines === 1) return `${which === "first" ? "beginning" : "end"} of one long line`;
  return `${which} ${kept.toLocaleString("en")} of ${lines.toLocaleString("en")} lines`;
}

/** That only the beginning of a file goes along. */
export function cutSentence(path: string, { lines, kept }: NonNullable<CutText["cut"]>): string {
  const [all, first] = [lines, kept].map((count) => count.toLocaleString("en"));
  return `${nameOf(path)} is long: of its ${all} lines the first ${first} go along.`;
}

/** Everything that was read, and every sentence about what was not. */
export function joined(reads: readonly MentionRead[]): MentionRead {
  const sentences = reads.flatMap(({ leftOut }) => (leftOut === undefined ? [] : [leftOut]));
  return {
    attachments: reads.flatMap(({ attachments }) => attachments),
    ...(sentences.length > 0 && { leftOut: sentences.join(" ") }),
  };
}
