/** What follows the first end of a line, so that no half line is left; of one giant line all of it. */
export function afterLineEnd(text: string): string {
  return text.slice(text.indexOf("\n") + 1);
}
