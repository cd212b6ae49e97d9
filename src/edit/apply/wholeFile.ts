import type { Range } from "./placement.ts";
import { writtenRow, type Rows } from "./rows.ts";

/** So much of either side has to be the same for an answer to be all of the file. */
const nearlyAll = 0.9;
/** So many rows that are the same are looked at on either side of those that are not. */
const around = 100;

/** What of an answer and a file is not the same, with some rows around it. */
export type Difference = { readonly s: Range; readonly f: Range };

/**
 * Where an answer that is all of a file differs from it, and `undefined` of any other: both begin and end with the same rows, as
 * deep on either side, and hardly have others. Then nothing has to be searched for.
 */
export function differenceOfWhole(snippet: Rows, file: Rows): Difference | undefined {
  const size = snippet.texts.length;
  const first = writtenRow(file, 0, 1);
  const end = writtenRow(file, file.texts.length - 1, -1) + 1;
  const isSame = (s: number, f: number): boolean =>
    snippet.keys[s] === file.keys[f] && snippet.indents[s] === file.indents[f];
  const most = Math.min(size, end - first);
  let [head, tail] = [0, 0];
  while (head < most - 1 && isSame(head, first + head)) head += 1;
  while (tail < most - head && isSame(size - 1 - tail, end - 1 - tail)) tail += 1;
  if (head === 0 || tail === 0 || head + tail < nearlyAll * Math.max(size, end - first)) return undefined;
  const [before, behind] = [Math.max(0, head - around), Math.max(0, tail - around)];
  return { s: [before, size - behind], f: [first + before, end - behind] };
}
