/** A piece of text as it is, or the name of one character that has no shape of its own: `U+202E`. */
export type Run = string | { readonly name: string };

/** What is drawn as nothing, or turns the direction of what stands beside it. Blanks, tabs and line ends are seen. */
const unseen = /[^\P{C}\t\n\r]|[\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;

/** Splits a text so that nothing in it can hide: joined, with the characters for their names, it is `text` again. */
export function visibleRuns(text: string): readonly Run[] {
  const runs: Run[] = [];
  let rest = text;
  for (let found = unseen.exec(rest); found !== null; found = unseen.exec(rest)) {
    if (found.index > 0) runs.push(rest.slice(0, found.index));
    runs.push({ name: codePointName(found[0]) });
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== "") runs.push(rest);
  return runs;
}

function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
