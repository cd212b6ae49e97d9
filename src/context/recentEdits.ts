import type { Lines } from "./codeFile.ts";

/** A change of a document: so many of its lines, 1-based, became so many others. */
export type LineChange = { readonly uri: string; readonly lines: Lines; readonly becameLines: number };

/** Lines that were edited, where they are now, and when they were touched last. */
export type RecentEdit = { readonly uri: string; readonly lines: Lines; readonly atMs: number };

const mostEdits = 6;
const longestAgoMs = 10 * 60_000;
/** An edit younger than this is still going on. */
const settledMs = 500;
/** Changes so near to each other are one edit. */
const apart = 2;

/** Lines where they are after a change, which is told to be above or below them. */
function moved(edit: RecentEdit, { uri, lines, becameLines }: LineChange): RecentEdit {
  if (edit.uri !== uri || edit.lines.last < lines.first) return edit;
  const by = becameLines - (lines.last - lines.first + 1);
  return { ...edit, lines: { first: edit.lines.first + by, last: edit.lines.last + by } };
}

function isNear({ uri, lines }: RecentEdit, change: LineChange): boolean {
  const isBelow = lines.first > change.lines.last + apart;
  const isAbove = lines.last < change.lines.first - apart;
  return uri === change.uri && !isBelow && !isAbove;
}

/** A change together with the edits it is part of. */
function joined(
  parts: readonly RecentEdit[],
  { uri, lines, becameLines }: LineChange,
  atMs: number,
): RecentEdit {
  const by = becameLines - (lines.last - lines.first + 1);
  const first = Math.min(lines.first, ...parts.map((part) => part.lines.first));
  const last = Math.max(lines.last, ...parts.map((part) => part.lines.last)) + by;
  return { uri, lines: { first, last: Math.max(first, last) }, atMs };
}

/** The edits after one more change, the newest first, all where they are now. */
export function withChange(
  edits: readonly RecentEdit[],
  change: LineChange,
  atMs: number,
): readonly RecentEdit[] {
  const near = edits.filter((edit) => isNear(edit, change));
  const others = edits.filter((edit) => !near.includes(edit)).map((edit) => moved(edit, change));
  // Twice as many as are shown: some are too new, or too near to the position.
  return [joined(near, change, atMs), ...others].slice(0, 2 * mostEdits);
}

/**
 * The edits worth showing at a position, the newest first: settled, of the last ten minutes, and not around the position
 * itself, where the text is shown anyway.
 */
export function editsFor(
  edits: readonly RecentEdit[],
  nowMs: number,
  isShown: (edit: RecentEdit) => boolean,
): readonly RecentEdit[] {
  return edits
    .filter(({ atMs }) => nowMs - atMs >= settledMs && nowMs - atMs <= longestAgoMs)
    .filter((edit) => !isShown(edit))
    .slice(0, mostEdits);
}
