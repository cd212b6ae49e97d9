import type { Range } from "./placement.ts";
import { writtenRow, type Rows } from "./rows.ts";

/** So much of either side has to be the same for an answer to be all of a file. */
const nearlyAll = 0.9;
/** So many rows that are the same are looked at on either side of those that are not. */
const around = 100;
/** How far apart two sides may be until they go on alike, how many rows say that they do, and how often it may happen. */
const [mostApart, steady, mostParts] = [60, 5, 20];

/** What of an answer and a file is not the same, with some rows around it. */
export type Difference = { readonly s: Range; readonly f: Range };

/** Both sides, from the first row of the file that is not blank to the last. */
type Sides = {
  readonly size: number;
  readonly first: number;
  readonly end: number;
  readonly isSame: (s: number, f: number) => boolean;
};

/**
 * Where an answer that is all of a file differs from it, in order, and `undefined` of any other: both begin and end with the same
 * rows, as deep on either side, and hardly have others. Then nothing has to be searched for.
 */
export function differencesOfWhole(snippet: Rows, file: Rows): readonly Difference[] | undefined {
  const size = snippet.texts.length;
  const first = writtenRow(file, 0, 1);
  const end = writtenRow(file, file.texts.length - 1, -1) + 1;
  const isSame = (s: number, f: number): boolean =>
    snippet.keys[s] === file.keys[f] && snippet.indents[s] === file.indents[f];
  const sides = { size, first, end, isSame };
  const most = Math.min(size, end - first);
  let [head, tail] = [0, 0];
  while (head < most - 1 && isSame(head, first + head)) head += 1;
  while (tail < most - head && isSame(size - 1 - tail, end - 1 - tail)) tail += 1;
  if (head === 0 || tail === 0) return undefined;
  const least = nearlyAll * Math.max(size, end - first);
  const whole: Difference = { s: [head, size - tail], f: [first + head, end - tail] };
  if (head + tail >= least) return withAround(sides, [whole]);
  const parts = differingParts(sides, head) ?? [whole];
  const differing = parts.reduce((sum, { s, f }) => sum + Math.max(s[1] - s[0], f[1] - f[0]), 0);
  return Math.max(size, end - first) - differing < least ? undefined : withAround(sides, parts);
}

/** The rows that are not the same; `undefined` when the sides are too far apart somewhere, or too often. */
function differingParts(sides: Sides, head: number): readonly Difference[] | undefined {
  const { size, first, end, isSame } = sides;
  const parts: Difference[] = [];
  let [s, f] = [head, first + head];
  while (parts.length < mostParts) {
    const meeting = nextMeeting(sides, s, f);
    if (meeting === undefined) return undefined;
    parts.push({ s: [s, meeting[0]], f: [f, meeting[1]] });
    [s, f] = meeting;
    while (s < size && f < end && isSame(s, f)) [s, f] = [s + 1, f + 1];
    if (s === size && f === end) return parts;
  }
  return undefined;
}

/** The nearest rows from which on both sides are the same for a while. */
function nextMeeting(sides: Sides, s: number, f: number): Range | undefined {
  for (let apart = 1; apart <= mostApart; apart += 1)
    for (let own = 0; own <= apart; own += 1) {
      const [row, other] = [s + own, f + apart - own];
      if (goesOnAlike(sides, row, other)) return [row, other];
    }
  return undefined;
}

function goesOnAlike({ size, end, isSame }: Sides, s: number, f: number): boolean {
  let rows = 0;
  while (rows < steady && s + rows < size && f + rows < end && isSame(s + rows, f + rows)) rows += 1;
  return rows === steady || (rows > 0 && s + rows === size && f + rows === end);
}

/** Differences with what is around them; those that come together become one. */
function withAround({ size, first, end }: Sides, parts: readonly Difference[]): readonly Difference[] {
  const wide: Difference[] = [];
  for (const { s, f } of parts) {
    const [above, below] = [Math.min(around, s[0], f[0] - first), Math.min(around, size - s[1], end - f[1])];
    const last = wide.at(-1);
    const isOne = last !== undefined && s[0] - above <= last.s[1];
    if (isOne) wide.pop();
    wide.push({
      s: [isOne ? last.s[0] : s[0] - above, s[1] + below],
      f: [isOne ? last.f[0] : f[0] - above, f[1] + below],
    });
  }
  return wide;
}
