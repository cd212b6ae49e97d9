/** As much of a text as there is room for. */
export type CutText = {
  readonly text: string;
  /** How many lines the whole has, and how many of them are here; absent: all of it is here. */
  readonly cut?: { readonly lines: number; readonly kept: number };
};

/** The beginning of a text in whole lines, at most so many characters; of one giant line a part. */
export function cutText(whole: string, mostCharacters: number): CutText {
  if (whole.length <= mostCharacters) return { text: whole };
  const part = whole.slice(0, mostCharacters);
  const end = part.lastIndexOf("\n");
  const text = end === -1 ? part.replace(/[\uD800-\uDBFF]$/, "") : part.slice(0, end);
  return { text, cut: { lines: countLines(whole), kept: countLines(text) } };
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
