/** Changes of one letter that are taken for a slip of the hand. */
const mostSlips = 2;

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/g, "");
}

/** How many letters have to be put in, taken out or replaced to make one word of the other (Levenshtein). */
function slips(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(from).entries()) {
    let diagonal = line;
    row = row.reduce<number[]>(
      (next, above, column) => {
        if (column === 0) return next;
        const replaced = diagonal + (letter === to[column - 1] ? 0 : 1);
        diagonal = above;
        return [...next, Math.min(above + 1, (next.at(-1) ?? 0) + 1, replaced)];
      },
      [line + 1],
    );
  }
  return row.at(-1) ?? 0;
}

/** The name that somebody meant, when what they wrote is one but for its case, its signs or two letters. */
export function closestName(written: string, names: readonly string[]): string | undefined {
  const word = plain(written.slice(0, 40));
  if (word === "") return undefined;
  const ranked = names
    .map((name) => ({ name, distance: slips(word, plain(name)) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  // Of a short word two letters are most of it.
  return best !== undefined && best.distance <= Math.min(mostSlips, word.length / 3) ? best.name : undefined;
}
