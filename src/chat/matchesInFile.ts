import type { Attachment } from "../context/attachment.ts";
import { codeText } from "../context/codeIndex/codeText.ts";
import { languageIdOf } from "../context/codeIndex/languageIdOf.ts";
import { matchingLines } from "./matchingLines.ts";

/** A file that is searched: its URI, its path as a person knows it, and its text, or its bytes, which may be no text. */
export type SearchedFile = {
  readonly uri: string;
  readonly path: string;
  readonly content: string | Uint8Array;
};

/** Places of one file that go along, at most. */
const mostInFile = 5;

/** The places of a file that hold some words; none where it is no text, or was made by a program. */
export function matchesInFile({ uri, path, content }: SearchedFile, words: string): readonly Attachment[] {
  const text = typeof content === "string" ? content : codeText(content);
  return matchingLines(text ?? "", words, mostInFile).map(({ first, last, text: lines }) => ({
    source: { kind: "file", uri, path, lines: { first, last } },
    languageId: languageIdOf(path),
    text: lines,
  }));
}
