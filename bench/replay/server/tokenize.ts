/** Special tokens of every family: each is one token, whatever it stands in. */
const special =
  /<\|[a-z_]+\|>|<｜[a-z▁]+｜>|<\[[a-z▁-]+\]>|<(?:fim_(?:prefix|suffix|middle|pad)|file_sep|repo_name|reponame|filename)>|<(?:PRE|SUF|MID|EOT)>|\[(?:PREFIX|SUFFIX|MIDDLE)\]/u;

/**
 * The rest, the way byte-pair tokenizers of code models see it: a run of line ends, an indentation without its last
 * space, single digits, a hump of a name with the space before it (at most nine letters: longer ones are several
 * tokens), and up to three other characters.
 */
const piece =
  /\s*\n+| +(?= )|\t+| ?[A-Z]?[a-z]{1,8}| ?[A-Z]{1,4}(?![a-z])| ?[A-Z]|\d| ?\p{L}{1,2}| ?[^\s\p{L}\d]{1,3}|\s/u;

const token = new RegExp(`${special.source}|${piece.source}|[^]`, "gu");

/**
 * Cuts a text into tokens without a vocabulary, always in the same way; joined they are the text again. Code has about
 * 3.3 characters for each. As with real tokenizers the last token of a growing text may change.
 */
export function tokenize(text: string): readonly string[] {
  return text.match(token) ?? [];
}
