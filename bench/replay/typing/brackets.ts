/** The brackets that editors close by themselves, in every language of the bench. Quotes are left to the person. */
export const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const openers: ReadonlySet<string> = new Set(closers.keys());
const closing: ReadonlySet<string> = new Set(closers.values());

/** Whether a character closes a bracket. */
export function isCloser(character: string): boolean {
  return closing.has(character);
}

/** The brackets that a text closes without having opened them, by where they stand in it. */
export function unopenedClosers(text: string): readonly number[] {
  const found: number[] = [];
  let depth = 0;
  for (const [at, character] of [...text.matchAll(/[()[\]{}]/g)].map(
    (match) => [match.index, match[0]] as const,
  )) {
    if (openers.has(character)) depth += 1;
    else if (depth > 0) depth -= 1;
    else found.push(at);
  }
  return found;
}

/** How many brackets a text opens without closing them. */
export function unclosedOpeners(text: string): number {
  let depth = 0;
  for (const [character] of text.matchAll(/[()[\]{}]/g)) {
    if (openers.has(character)) depth += 1;
    else depth = Math.max(0, depth - 1);
  }
  return depth;
}
