import type { Placement } from "./alignment.ts";
import { rowKind } from "./rows.ts";

/** What lies between two rows that answer and file share, or before the first and behind the last; ends excluded. */
export type Gap = {
  readonly s: readonly [from: number, to: number];
  readonly f: readonly [from: number, to: number];
  /** A marker stands in it: the file's rows stay. */
  readonly isKept: boolean;
};

/** The gaps of a placement within rows of the file, in order, empty ones left out. */
export function gapsOf(placement: Placement, [from, to]: readonly [number, number]): readonly Gap[] {
  const { snippet, pairs } = placement;
  const gaps: Gap[] = [];
  let [s, f] = [0, from];
  const close = (sTo: number, fTo: number): void => {
    if (sTo === s && fTo === f) return;
    const isKept = snippet.kinds.subarray(s, sTo).includes(rowKind.marker);
    gaps.push({ s: [s, sTo], f: [f, fTo], isKept });
  };
  for (let row = 0; row < pairs.length; row += 1) {
    const pair = pairs[row] ?? -1;
    if (pair === -1) continue;
    close(row, pair);
    [s, f] = [row + 1, pair + 1];
  }
  close(snippet.texts.length, to);
  return gaps;
}
