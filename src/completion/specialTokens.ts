/** Special tokens of many families, for those that nobody announced; `<|…|>` and its wide form are found by their form. */
const common = [
  ...["prefix", "suffix", "middle", "pad"].map((part) => `<fim_${part}>`),
  ...["<file_sep>", "<repo_name>", "<end_of_turn>", "<EOT>", "<SUF>", "<MID>"],
];
const byForm = /<[|｜][\w▁]{1,40}[|｜]>/;
const begunForm = /<(?:[|｜][\w▁]{0,40}[|｜]?)?$/;

/** Where a special token stands in a text, and how long it is. */
export type FoundToken = { readonly index: number; readonly length: number };

/** The first special token in a text, or `undefined`. `stop` are the family's own. */
export function findToken(text: string, stop: readonly string[]): FoundToken | undefined {
  const formed = byForm.exec(text);
  let found: FoundToken | undefined =
    formed === null ? undefined : { index: formed.index, length: formed[0].length };
  for (const token of [...stop, ...common]) {
    const index = token === "" ? -1 : text.indexOf(token);
    if (index !== -1 && (found === undefined || index < found.index)) found = { index, length: token.length };
  }
  return found;
}

/** How many characters at the end of a text may be the beginning of a special token. */
export function begunToken(text: string, stop: readonly string[]): number {
  let longest = begunForm.exec(text)?.[0].length ?? 0;
  for (const token of [...stop, ...common]) {
    for (let length = Math.min(token.length - 1, text.length); length > longest; length -= 1)
      if (text.endsWith(token.slice(0, length))) longest = length;
  }
  return longest;
}

/** A text without the special tokens it begins with, up to the next one. */
export function withoutTokens(text: string, stop: readonly string[]): string {
  const found = findToken(text, stop);
  if (found === undefined) return text;
  const before = text.slice(0, found.index);
  return before.trim() === "" ? withoutTokens(text.slice(found.index + found.length), stop) : before;
}
