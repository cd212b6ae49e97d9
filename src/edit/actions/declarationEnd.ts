/** Lines of a declaration that are looked at for its end. */
const longestDeclaration = 12;

/** Where a declaration goes over into what it declares. */
const ending = /(?:[{:;]|=>|\bas|\bis|\bthen|\bdo)\s*$/;

/**
 * The last line that declares a symbol, lines counted from 0: what is in it is left alone, and what follows it is none of it. The
 * first one where no line tells.
 */
export function declarationEnd(
  textOf: (line: number) => string,
  { first, last }: { readonly first: number; readonly last: number },
): number {
  const most = Math.min(last, first + longestDeclaration);
  for (let line = first; line <= most; line += 1) if (ending.test(textOf(line))) return line;
  return first;
}
