/** Makes the first letter of every word a capital: `green apples` becomes `Green Apples`. */
export function titleCase(text: string): string {
  return text.replace(/\b\w/g, (letter) => letter.toUpperCase());
}

/** Counts the words of a text. */
export function countWords(text: string): number {
  return text.split(" ").length;
}

/** Says whether a text reads the same backwards, that is: whether it equals reverseString(text). */
export function isPalindrome(text: string): boolean {
  return Array.from(text).every((letter, index) => letter === text.at(-1 - index));
}
