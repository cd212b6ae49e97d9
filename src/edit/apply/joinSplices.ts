import type { MergedRow } from "./mergedRows.ts";

/** Rows of a file in place of others, the last excluded. */
export type Splice = {
  readonly place: readonly [from: number, to: number];
  readonly rows: readonly MergedRow[];
};

/** Splices that follow one on the other as one: what stands between them is kept. */
export function joinSplices(splices: readonly Splice[]): Splice {
  const from = splices[0]?.place[0] ?? 0;
  const endOf = (index: number): number => splices[index]?.place[1] ?? from;
  const rows = splices.flatMap((splice, index) => [
    ...keptRows(endOf(index - 1), splice.place[0]),
    ...splice.rows,
  ]);
  return { place: [from, endOf(splices.length - 1)], rows };
}

/** Rows of a file as they are, the last excluded; none when that is not behind the first. */
export function keptRows(from: number, to: number): readonly MergedRow[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, row) => ({ kept: from + row }));
}
