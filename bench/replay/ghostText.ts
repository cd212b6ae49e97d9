import { type Edit, wordPattern } from "./host/openDocument.ts";

/** A suggestion as the editor holds it: it replaces a range of one line, in offsets. */
export type Ghost = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The range as the provider gave it; a suggestion whose start moves is not shown. */
  readonly given: { readonly start: number; readonly length: number };
};

/**
 * What becomes of a suggestion when the document is edited: its range grows with what is typed into it
 * (`applyEditsToRanges` in the editor's core, 1.139).
 */
export function withEdit(ghost: Ghost, edit: Edit): Ghost {
  const delta = edit.text.length - (edit.end - edit.start);
  if (ghost.end < edit.start) return ghost;
  if (ghost.start > edit.end) return { ...ghost, start: ghost.start + delta, end: ghost.end + delta };
  const common = Math.max(0, Math.min(ghost.end, edit.end) - Math.max(ghost.start, edit.start));
  const start = Math.min(ghost.start, edit.start);
  return { ...ghost, start, end: start + ghost.end - ghost.start - common + edit.text.length };
}

/** What a suggestion still adds, behind what of it stands in its range already. */
export function shrunk({ start, end, text }: Pick<Ghost, "start" | "end" | "text">, document: string): Edit {
  let common = 0;
  while (start + common < end && common < text.length && document[start + common] === text[common])
    common += 1;
  return { start: start + common, end, text: text.slice(common) };
}

/**
 * The text that is shown at the caret, or `undefined` when the editor would show nothing: the range must still begin where
 * it did, and what stands in it must be a beginning of the suggestion up to the caret and be found in it, in order, behind
 * the caret (`inlineCompletionIsVisible` and `computeGhostText` in the editor's core, 1.139).
 */
export function shownText(ghost: Ghost, document: string, caret: number): string | undefined {
  if (ghost.start !== ghost.given.start || document.slice(ghost.start, ghost.end).includes("\n"))
    return undefined;
  const left = shrunk(ghost, document);
  const between = document.slice(Math.min(left.start, caret), Math.max(left.start, caret));
  if (left.text === "" || between.includes("\n") || caret > ghost.end || caret < ghost.start)
    return undefined;
  if (left.start < caret) return undefined;
  const standing = document.slice(left.start, left.end);
  return isInOrder(standing, left.text) ? beforeStanding(standing, left.text) : undefined;
}

/** Whether every character of one text comes in another, in the same order. */
function isInOrder(part: string, whole: string): boolean {
  let at = -1;
  return Array.from(part).every((character) => (at = whole.indexOf(character, at + 1)) >= 0);
}

/** The first part that is drawn: everything, or what comes before the text that stands there already. */
function beforeStanding(standing: string, text: string): string {
  if (standing === "") return text;
  return text.endsWith(standing)
    ? text.slice(0, -standing.length)
    : text.slice(0, text.indexOf(standing[0] ?? ""));
}

/** How many characters of a shown text "Accept Next Word" takes, as the editor's core counts. */
export function nextWordLength(shown: string): number {
  const word = wordPattern.exec(shown);
  const upToWord = word === null ? shown.length : word.index === 0 ? word[0].length : word.index;
  const blank = /\s+/.exec(shown);
  const behindBlank = blank === null ? shown.length : blank.index + blank[0].length;
  return Math.min(upToWord, behindBlank);
}
