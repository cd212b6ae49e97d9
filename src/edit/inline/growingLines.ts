/** So many lines further down is looked for the line of the region that a new one stands for. */
const reach = 40;

/**
 * A region while it is written anew: the lines that have come, and of the old ones those that nothing has come for yet. Whoever
 * watches sees the change grow from the top, and below it the code as it was.
 */
export function growingLines(region: readonly string[], come: readonly string[]): readonly string[] {
  const old = region.map((line) => line.trim());
  let reached = 0;
  let behind = 0;
  for (const line of come) {
    const wanted = line.trim();
    const found = wanted === "" ? -1 : old.indexOf(wanted, reached);
    const isNear = found !== -1 && found < reached + reach;
    behind = isNear ? 0 : behind + 1;
    if (isNear) reached = found + 1;
  }
  // Each line since then is taken to stand for one of the next, as long as there are any.
  return [...come, ...region.slice(reached + behind)];
}
