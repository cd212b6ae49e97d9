import { codePointName, hiddenCharacters, type Reading } from "../../src/terms/hiddenCharacters.ts";

/** A piece of text as it is, or the name of one character that has no shape of its own: `U+202E`. */
export type Run = string | { readonly name: string };

/** Splits a text so that nothing in it can hide: joined, with the characters for their names, it is `text` again. */
export function visibleRuns(text: string, reading: Reading): readonly Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: character, index } of text.matchAll(hiddenCharacters[reading])) {
    if (index > end) runs.push(text.slice(end, index));
    runs.push({ name: codePointName(character) });
    end = index + character.length;
  }
  if (end < text.length) runs.push(text.slice(end));
  return runs;
}

/** The text with names in place of what would hide in it: for where only text can stand, such as a tooltip. */
export function spelledOut(text: string, reading: Reading): string {
  return text.replace(hiddenCharacters[reading], codePointName);
}
