/** A line without the line end behind it; one that has none is as it was. */
export function withoutLineEnd(line: string): string {
  return line.replace(/\r?\n$/, "");
}
