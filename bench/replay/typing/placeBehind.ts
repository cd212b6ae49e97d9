/** Where the caret stands behind the only occurrence of a text; throws when there is none, or more than one. */
export function placeBehind(document: string, text: string): number {
  const found = document.indexOf(text);
  if (found < 0 || document.includes(text, found + 1))
    throw new Error(`"${text}" is not there exactly once.`);
  return found + text.length;
}
