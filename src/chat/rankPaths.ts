/** A path to choose from, with what it is known by. */
export type Ranked = { readonly path: string };

/** How well a path fits a word: its name begins with it, holds it, a folder of it does; lower is better, `undefined`: not at all. */
function fitOf(path: string, word: string): number | undefined {
  const lower = path.toLowerCase();
  const name = lower.slice(Math.max(lower.lastIndexOf("/"), lower.lastIndexOf("\\")) + 1);
  if (name.startsWith(word)) return 0;
  if (name.includes(word)) return 1;
  return lower.includes(word) ? 2 : undefined;
}

function words(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

function fit(path: string, wanted: readonly string[]): number | undefined {
  const fits = wanted.map((word) => fitOf(path, word));
  return fits.some((one) => one === undefined)
    ? undefined
    : fits.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

/** The paths that hold every word of a query, the best first: those whose name begins with it, then shorter ones. */
export function rankPaths<T extends Ranked>(query: string, paths: readonly T[], most: number): readonly T[] {
  const wanted = words(query);
  return paths
    .flatMap((one) => {
      const score = fit(one.path, wanted);
      return score === undefined ? [] : [{ one, score }];
    })
    .toSorted((a, b) => a.score - b.score || a.one.path.length - b.one.path.length)
    .slice(0, most)
    .map(({ one }) => one);
}
