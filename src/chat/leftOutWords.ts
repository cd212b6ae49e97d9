import { nameOf } from "../base/nameOf.ts";
import type { Cut } from "./cutText.ts";
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

/** How much of a text that was too long goes along: `first 1,000 of 1,501 lines`, or so many characters of a giant line. */
export function cutWords(cut: Cut, which: "first" | "last"): string {
  const { all, kept, unit } = measured(cut);
  return `${which} ${kept} of ${all} ${unit}`;
}

function measured({ lines, kept, characters }: Cut): Record<"all" | "kept" | "unit", string> {
  const [unit, counts] =
    characters === undefined ? ["lines", { all: lines, kept }] : ["characters", characters];
  return { unit, all: counts.all.toLocaleString("en"), kept: counts.kept.toLocaleString("en") };
}

/** That only the beginning of a file goes along. */
export function cutSentence(path: string, cut: Cut): string {
  const { all, kept, unit } = measured(cut);
  return `${nameOf(path)} is long: of its ${all} ${unit} the first ${kept} go along.`;
}

/** Everything that was read, and every sentence about what was not. */
export function joined(reads: readonly MentionRead[]): MentionRead {
  const sentences = reads.flatMap(({ leftOut }) => (leftOut === undefined ? [] : [leftOut]));
  return {
    attachments: reads.flatMap(({ attachments }) => attachments),
    ...(sentences.length > 0 && { leftOut: sentences.join(" ") }),
  };
}

/** What there was no room for, by its paths. */
export function noRoomFor(paths: readonly string[]): readonly MentionRead[] {
  return paths.length === 0 ? [] : [{ attachments: [], leftOut: `There is no room for ${listed(paths)}.` }];
}

/** What was read of several files, by their paths: of many that gave nothing one sentence tells. */
export function summedUp(reads: ReadonlyMap<string, MentionRead>): readonly MentionRead[] {
  const failed = [...reads].filter(([, { attachments }]) => attachments.length === 0);
  if (failed.length <= mostNamed) return [...reads.values()];
  const leftOut = `${failed.length} files are excluded, empty or no text: ${listed(failed.map(([path]) => path))}.`;
  return [
    ...[...reads.values()].filter(({ attachments }) => attachments.length > 0),
    { attachments: [], leftOut },
  ];
}
