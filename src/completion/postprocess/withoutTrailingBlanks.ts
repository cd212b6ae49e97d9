/** A text without blanks at the ends of its lines and at its end, where no half of a character is left either. */
export function withoutTrailingBlanks(text: string): string {
  return text
    .replace(/[\uD800-\uDBFF]$/, "")
    .replace(/[^\S\n]+(?=\n)/g, "")
    .trimEnd();
}
