/**
 * What a person does not see on the screen, or sees in another order than it is: controls, characters that turn the
 * direction of writing, tags, blanks without width. Line ends and tabs are seen, and the two joiners make up letters.
 */
const unseen = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;

/** A text in which every character that cannot be seen is written as its number: `[U+202E]`. */
export function writtenOut(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
