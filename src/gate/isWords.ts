/** Whether a text is several words, a path or a long name rather than something random: digits only end its words. */
export function isWords(text: string): boolean {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return (words.length > 2 || text.length > 20) && words.every((word) => /^[A-Za-z]*\d{0,4}$/.test(word));
}
