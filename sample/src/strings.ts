/** Makes the first letter of every word a capital: `green apples` becomes `Green Apples`. */
export function titleCase(text: string): string {
  return text.replace(/\b\w/g, (letter) => letter.toUpperCase());
}

/** Counts how often a letter occurs in a text, whatever its case. */
export function countLetter(text: string, letter: string): number {
  return text.toLowerCase().split(letter.toLowerCase()).length - 1;
}

/** Shortens a text to at most `length` characters, with … for what is missing. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
