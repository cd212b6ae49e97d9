/** The blanks a line begins with. */
export function leadOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** How far a line is indented, in columns; a tab reaches the next multiple of `tabWidth`. */
export function indentOf(line: string, tabWidth: number): number {
  let columns = 0;
  for (const blank of leadOf(line)) columns += blank === "\t" ? tabWidth - (columns % tabWidth) : 1;
  return columns;
}

/**
 * One step of indentation as these lines write it, `"\t"` or some spaces, or `undefined` when none of them shows it:
 * the smallest of the differences that occur most between a line and the deeper one below it.
 */
export function stepOf(lines: readonly string[]): string | undefined {
  const counts = new Map<number, number>();
  let [tabs, spaces, above] = [0, 0, Infinity];
  for (const line of lines) {
    if (line.trim() === "") continue;
    if (line.startsWith("\t")) tabs += 1;
    else if (line.startsWith("  ")) spaces += 1;
    const lead = leadOf(line).length;
    const deeper = lead - above;
    if (deeper > 1 && deeper <= 8) counts.set(deeper, (counts.get(deeper) ?? 0) + 1);
    above = lead;
  }
  if (tabs > spaces) return "\t";
  const best = [...counts].sort(([a, often], [b, oftener]) => oftener - often || a - b)[0];
  return best === undefined ? undefined : " ".repeat(best[0]);
}
