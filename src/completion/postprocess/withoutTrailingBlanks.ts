/** A text without blanks at the ends of its lines and at its end, where no half of a character is left either. */
export function withoutTrailingBlanks(text: string): string {
  const whole = text.replace(/[\uD800-\uDBFF]$/, "");
  return whole
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd();
}
