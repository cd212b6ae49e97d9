import { codePointName, hiddenCharacters } from "../terms/hiddenCharacters.ts";

/** A text in which every character that a person does not see is written as its number: `[U+202E]`. */
export function writtenOut(text: string): string {
  return text.replace(hiddenCharacters.model, (character) => `[${codePointName(character)}]`);
}
