/** How near an answer is to what is right. */
export type Score = {
  readonly firstLine: boolean;
  /** As many lines as are right are all the same. */
  readonly whole: boolean;
  /** 1 when the same, 0 when nothing of it is: by the characters to be put in, taken out or changed. */
  readonly similarity: number;
};

/**
 * Compares an answer with the right one, as far as that goes: where a model stops is not the layout's doing, and blanks at
 * the end of a line are nobody's.
 */
export function scoreOf(answer: string, right: string): Score {
  const wanted = linesOf(right);
  const given = linesOf(answer).slice(0, wanted.length);
  const [one, other] = [given.join("\n"), wanted.join("\n")];
  return {
    firstLine: given[0] === wanted[0],
    whole: one === other,
    similarity: 1 - distance(one, other) / Math.max(1, one.length, other.length),
  };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.trimEnd());
}

/** Characters to be put in, taken out or changed to make one text of another. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to += 1) {
      const changed = (row[to] ?? 0) + Number(one[at] !== other[to]);
      next.push(Math.min(changed, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
