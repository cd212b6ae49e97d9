/** The rows that a change takes up on one side of a diff, counted from 0; `end` is behind the last. */
export type HunkRows = { readonly start: number; readonly end: number };

/** The change at a line, else the next one below, else the first, as the editor itself goes through changes. They are in order. */
export function hunkAtLine<H extends HunkRows>(hunks: readonly H[], line: number): H | undefined {
  return hunks.find(({ start, end }) => line < Math.max(end, start + 1)) ?? hunks[0];
}
