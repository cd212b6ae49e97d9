/** The offset at which the line of a position begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The beginning of a text that has at most so many characters, in whole lines; empty when its first line has more. */
export function firstLines(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const cut = text.slice(0, characters);
  return cut.slice(0, cut.lastIndexOf("\n") + 1);
}
