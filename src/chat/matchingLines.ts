/** Lines of a text, counted from 1, the last one included. */
export type MatchedLines = { readonly first: number; readonly last: number; readonly text: string };

/** Lines that go along before and after one that matches. */
const around = 2;

/**
 * The lines of a text that hold some words, with the lines around them; what touches is one piece. Capital letters count
 * only where the words have one, as in the editor's own "smart case".
 */
export function matchingLines(text: string, words: string, mostPieces: number): readonly MatchedLines[] {
  const minds = words !== words.toLowerCase();
  const fits = (line: string): boolean => (minds ? line : line.toLowerCase()).includes(words);
  if (!fits(text)) return [];
  const lines = text.split(/\r?\n/);
  const pieces: { first: number; last: number }[] = [];
  for (const [index, line] of lines.entries()) {
    if (!fits(line)) continue;
    const [first, last] = [Math.max(0, index - around), Math.min(lines.length - 1, index + around)];
    const before = pieces.at(-1);
    if (before !== undefined && first <= before.last + 1) before.last = last;
    else if (pieces.length === mostPieces) break;
    else pieces.push({ first, last });
  }
  return pieces.map(({ first, last }) => ({
    ...{ first: first + 1, last: last + 1 },
    text: lines.slice(first, last + 1).join("\n"),
  }));
}
