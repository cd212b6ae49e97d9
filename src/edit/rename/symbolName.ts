/** A name with the signs around it that say what it is, such as `_`, `$`, `@` or Ruby's `?`: a new one keeps them. */
export type SymbolName = { readonly before: string; readonly core: string; readonly after: string };

/** Characters of a name, at most: what is longer names nothing any more. */
const longestName = 60;

/** Takes a name apart; `undefined`: the text is no name. */
export function symbolName(text: string): SymbolName | undefined {
  const found = /^([_$@]*)(\p{L}[\p{L}\p{N}_]*?)(_*[?!]?)$/u.exec(text);
  const [, before = "", core = "", after = ""] = found ?? [];
  return found === null || core.length > longestName ? undefined : { before, core, after };
}
