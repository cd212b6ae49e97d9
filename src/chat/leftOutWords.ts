import type { MentionRead } from "./mentions.ts";

/** Most files and names that one sentence lists. */
const mostNamed = 3;

/** `a, b, c and 4 more`. */
export function listed(names: readonly string[]): string {
  const named = names.slice(0, mostNamed);
  const more = names.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

/** Everything that was read, and every sentence about what was not. */
export function joined(reads: readonly MentionRead[]): MentionRead {
  const sentences = reads.flatMap(({ leftOut }) => (leftOut === undefined ? [] : [leftOut]));
  return {
    attachments: reads.flatMap(({ attachments }) => attachments),
    ...(sentences.length > 0 && { leftOut: sentences.join(" ") }),
  };
}
