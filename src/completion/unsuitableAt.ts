import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Unsuitable } from "./suggestion.ts";

/** Characters of a document above which completion stays out of the way. */
const largestDocument = 1_000_000;
/** Characters of a line above which it is data and no code. */
const longestLine = 4_000;

/** What the editor tells about a place without its text being read. */
export type PlaceFacts = {
  /** Length of the document, in UTF-16 code units. */
  readonly characters: number;
  readonly severalCursors: boolean;
  /** It cannot be written to, or is shown to compare. */
  readonly readOnly: boolean;
};

/** Why no suggestion belongs into a document at all; who asks with a key may have one in a large one. */
export function unsuitableDocument(place: PlaceFacts, manual: boolean): Unsuitable | undefined {
  if (place.readOnly) return "readOnly";
  if (place.severalCursors) return "severalCursors";
  return !manual && place.characters > largestDocument ? "tooLarge" : undefined;
}

/** Why no suggestion belongs to a position, unless somebody asks for one with a key. */
export function unsuitablePosition(snapshot: EditorSnapshot): Unsuitable | undefined {
  const { linePrefix, lineSuffix } = surroundings(snapshot);
  if (linePrefix.length + lineSuffix.length > longestLine) return "longLine";
  if (/^[\p{L}\p{N}_$]/u.test(lineSuffix)) return "insideWord";
  return /^[\s)\]}>"'`;,:]*$/.test(lineSuffix) ? undefined : "codeBehind";
}
