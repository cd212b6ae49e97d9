/**
 * A text from outside as one line of text: control characters and those that turn the direction of writing become
 * blanks, so that no name can write a line of its own or read as another one.
 */
export function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
}
