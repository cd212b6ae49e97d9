import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import { onlyCloses } from "../context/onlyCloses.ts";
import type { Unsuitable } from "./suggestion.ts";

/** Characters of a document above which completion stays out of the way. */
const largestDocument = 1_000_000;
/** Characters of a line above which it is data and no code. */
const longestLine = 4_000;

/** Marks belong to the letter before them. */
const wordEnd = /[\p{L}\p{M}\p{N}_$]$/u;
const wordStart = /^[\p{L}\p{M}\p{N}_$]/u;

/** Languages of what git opens in an editor for somebody to write or order: a message is no code. */
const messageLanguages: ReadonlySet<string> = new Set(["git-commit", "git-rebase"]);

/** What the editor tells about a place without its text being read. */
export type PlaceFacts = {
  readonly languageId: string;
  /** Length of the document, in UTF-16 code units. */
  readonly characters: number;
  readonly severalCursors: boolean;
  /** It cannot be written to, or is shown to compare. */
  readonly readOnly: boolean;
  /** What is selected in the list of the editor's own suggestions leaves no room for another one. */
  readonly otherSuggestion: boolean;
};

/** Why no suggestion belongs into a document at all; who asks with a key may have one in a large one. */
export function unsuitableDocument(place: PlaceFacts, manual: boolean): Unsuitable | undefined {
  if (place.readOnly) return "readOnly";
  if (messageLanguages.has(place.languageId)) return "commitMessage";
  if (place.severalCursors) return "severalCursors";
  if (place.otherSuggestion) return "otherSuggestion";
  return !manual && place.characters > largestDocument ? "tooLarge" : undefined;
}

/** Why no suggestion belongs to a position, unless somebody asks for one with a key. */
export function unsuitablePosition(snapshot: EditorSnapshot): Unsuitable | undefined {
  const { linePrefix, lineSuffix } = surroundings(snapshot);
  if (linePrefix.length + lineSuffix.length > longestLine) return "longLine";
  if (wordEnd.test(linePrefix) && wordStart.test(lineSuffix)) return "insideWord";
  return onlyCloses(lineSuffix) ? undefined : "codeBehind";
}
