/** A text on one line, its blanks made one; cut to so many characters where that is said. */
export function oneLine(text: string, longest = Infinity): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
