/** How a secret is written that was left out of what was sent. */
const placeholder = /\[redacted: [^\]\n]*\]/;

/** Lines of an answer with their secrets put back, and whether a placeholder is left in them. */
export type UnredactedLines = { readonly lines: readonly string[]; readonly isComplete: boolean };

/**
 * Puts back what was left out of the region because it is secret: where a line of the answer is a line of the region but for a
 * placeholder, it is that line. A placeholder that stands in the region itself is no placeholder.
 */
export function withSecretsBack(lines: readonly string[], region: readonly string[]): UnredactedLines {
  if (region.some((line) => placeholder.test(line))) return { lines, isComplete: true };
  const whole = lines.map((line) => (placeholder.test(line) ? (original(line, region) ?? line) : line));
  return { lines: whole, isComplete: !whole.some((line) => placeholder.test(line)) };
}

function original(line: string, region: readonly string[]): string | undefined {
  const pieces = line.split(new RegExp(placeholder, "g")).map((piece) => piece.trim());
  const found = region.filter((old) => holdsInOrder(old.trim(), pieces));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : undefined;
}

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (!text.startsWith(first) || !text.endsWith(last) || text.length <= first.length + last.length)
    return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return from <= text.length - last.length;
}
