import { countLines } from "../base/countLines.ts";

/** How many lines a whole text has, and how many of them are kept. */
export type Cut = {
  readonly lines: number;
  readonly kept: number;
  /** The same in characters (UTF-16 code units), where not one line is kept whole. */
  readonly characters?: { readonly all: number; readonly kept: number };
};

/** As much of a text as there is room for. */
export type CutText = {
  readonly text: string;
  /** Absent: all of it is here. */
  readonly cut?: Cut;
};

/** The beginning of a text in whole lines, at most so many characters; of one giant line a part. */
export function cutText(whole: string, mostCharacters: number): CutText {
  if (whole.length <= mostCharacters) return { text: whole };
  const part = whole.slice(0, mostCharacters);
  const end = part.lastIndexOf("\n");
  const lines = countLines(whole);
  if (end !== -1) {
    const text = part.slice(0, end);
    return { text, cut: { lines, kept: countLines(text) } };
  }
  const text = part.replace(/[\uD800-\uDBFF]$/, "");
  return { text, cut: { lines, kept: 1, characters: { all: whole.length, kept: text.length } } };
}
