/** One step of indentation as a document has it: a tab, or the fewest blanks that a line begins with. */
export function indentationUnit(text: string): string {
  const indentations = [...text.matchAll(/^(?:\t+|(?: {2}){1,4}(?=[^ *]))/gm)].map(([found]) => found);
  if (indentations.some((found) => found.startsWith("\t"))) return "\t";
  const fewest = Math.min(4, ...indentations.map(({ length }) => length));
  return " ".repeat(fewest === 2 ? 2 : 4);
}
