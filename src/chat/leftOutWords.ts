import { nameOf } from "../base/nameOf.ts";
import type { Cut } from "./cutText.ts";
import type { MentionRead } from "./mentions.ts";
import { listed, mostListed } from "../terms/listed.ts";
import { language, say } from "../terms/words.ts";

const nothingWords = {
  unreadable: (name: string) => say("{0} could not be read as text.", name),
  empty: (name: string) => say("{0} is empty.", name),
  binary: (name: string) => say("{0} is binary.", name),
};

/** Nothing was read, and why. */
export function nothingOf(path: string, because: "unreadable" | "empty" | "binary"): MentionRead {
  return { attachments: [], leftOut: nothingWords[because](nameOf(path)) };
}

/** How much of a text that was too long goes along: `first 1,000 of 1,501 lines`, or so many characters of a giant line. */
export function cutWords(cut: Cut, which: "first" | "last"): string {
  const { all, kept } = measured(cut);
  if (cut.characters === undefined)
    return which === "first"
      ? say("first {0} of {1} lines", kept, all)
      : say("last {0} of {1} lines", kept, all);
  return which === "first"
    ? say("first {0} of {1} characters", kept, all)
    : say("last {0} of {1} characters", kept, all);
}

function measured({ lines, kept, characters }: Cut): Record<"all" | "kept", string> {
  const counts = characters ?? { all: lines, kept };
  return { all: counts.all.toLocaleString(language()), kept: counts.kept.toLocaleString(language()) };
}

/** That only the beginning of a file goes along. */
export function cutSentence(path: string, cut: Cut): string {
  const { all, kept } = measured(cut);
  const name = nameOf(path);
  return cut.characters === undefined
    ? say("{0} is long: of its {1} lines the first {2} go along.", name, all, kept)
    : say("{0} is long: of its {1} characters the first {2} go along.", name, all, kept);
}

/** Nothing more was read than the first of what was dropped. */
export function firstOf(taken: number, all: number): MentionRead {
  return {
    attachments: [],
    leftOut: say("Of the {0} files you dropped only the first {1} were read.", all, taken),
  };
}

/** What was pointed at and is no file that may be read, by its names. */
export function noFiles(names: readonly string[]): readonly MentionRead[] {
  if (names.length === 0) return [];
  const leftOut = say(
    "No file within reach: {0}. Open the file itself, or its folder, first.",
    listed(names),
  );
  return [{ attachments: [], leftOut }];
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
  return paths.length === 0
    ? []
    : [{ attachments: [], leftOut: say("There is no room for {0}.", listed(paths)) }];
}

/** What was read of several files, by their paths: of many that gave nothing one sentence tells. */
export function summedUp(reads: ReadonlyMap<string, MentionRead>): readonly MentionRead[] {
  const failed = [...reads].filter(([, { attachments }]) => attachments.length === 0);
  if (failed.length <= mostListed) return [...reads.values()];
  const leftOut = say(
    "{0} files are excluded, empty or no text: {1}.",
    failed.length,
    listed(failed.map(([path]) => path)),
  );
  return [
    ...[...reads.values()].filter(({ attachments }) => attachments.length > 0),
    { attachments: [], leftOut },
  ];
}
