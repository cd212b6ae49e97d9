const leastStem = 3;

/** Without a last consonant that is written twice because of the ending after it: `stopp` is `stop`. */
function undoubled(stem: string): string {
  const isDoubled = stem.at(-1) === stem.at(-2) && !/[aeiouls]$/.test(stem);
  return isDoubled ? stem.slice(0, -1) : stem;
}

/**
 * A word of English without the endings that a question and code differ by: `parses`, `parsed` and `parsing` are one.
 * Only the commonest endings, and a final `e`: what is left is compared and never shown.
 */
export function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const single = word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : /[^sui]s$/.test(word)
      ? word.replace(/(?<=[sxz]|[cs]h)es$|s$/, "")
      : word;
  const bare = single.replace(/(?:ing|ed)$/, "");
  const hasEnding = bare !== single && bare.length >= leastStem && /[aeiouy]/.test(bare);
  const root = hasEnding ? undoubled(bare) : single;
  return root.length > leastStem ? root.replace(/e$/, "") : root;
}
