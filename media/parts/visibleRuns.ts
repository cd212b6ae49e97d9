/** A piece of text as it is, or the name of one character that has no shape of its own: `U+202E`. */
export type Run = string | { readonly name: string };

/**
 * What text is read as. In an `exact` one nothing at all may hide. In `code` the parts of an emoji are let be; in `prose`
 * also what languages need to be written well, such as marks of direction that move nothing.
 */
export type Reading = "exact" | "code" | "prose";

/** What is drawn as nothing, or turns the direction of what stands beside it. Blanks, tabs and line ends are seen. */
const unseen: Readonly<Record<Reading, RegExp>> = {
  exact: /[^\P{C}\t\n\r]|[\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u,
  code: /[^\P{C}\t\n\r\u200D]|[\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/u,
  prose: /[^\P{Cc}\t\n\r]|[\p{Zl}\p{Zp}\u200B\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u,
};

/** Splits a text so that nothing in it can hide: joined, with the characters for their names, it is `text` again. */
export function visibleRuns(text: string, reading: Reading): readonly Run[] {
  const runs: Run[] = [];
  const hidden = unseen[reading];
  let rest = text;
  for (let found = hidden.exec(rest); found !== null; found = hidden.exec(rest)) {
    if (found.index > 0) runs.push(rest.slice(0, found.index));
    runs.push({ name: codePointName(found[0]) });
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== "") runs.push(rest);
  return runs;
}

/** The text with names in place of what would hide in it: for where only text can stand, such as a tooltip. */
export function spelledOut(text: string, reading: Reading): string {
  return visibleRuns(text, reading)
    .map((run) => (typeof run === "string" ? run : run.name))
    .join("");
}

function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
