/**
 * What text is read as. In an `exact` one nothing at all may hide. In `code` the parts of an emoji are let be; in `prose`
 * also what languages need to be written well, such as marks of direction that move nothing. A `model` reads what a person
 * was shown: there the letters of every script are let be, with the joiners that make them up.
 */
export type Reading = "exact" | "code" | "prose" | "model";

/**
 * Selectors choose the look of the character before them. Anywhere but behind one that has several looks, by Unicode's
 * StandardizedVariants and emoji-variation-sequences, they show nothing, and words can be spelled in them.
 */
const selectors = String.raw`\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}`;
const strays = [
  String.raw`(?<!\p{Emoji})[\uFE0E\uFE0F]`,
  String.raw`(?<![\p{Unified_Ideograph}\p{Sm}])[\uFE00-\uFE02]`,
  String.raw`[\uFE03-\uFE0D]`,
  String.raw`(?<!\p{Unified_Ideograph})[\u{E0100}-\u{E01EF}]`,
  String.raw`(?<!\p{Script=Mongolian})[\u180B-\u180D\u180F]`,
].join("|");

/** Characters of these kinds that are no selectors, except some. */
function kinds(those: string, except: string): string {
  return `(?![${selectors}${except}])[${those}]`;
}

/** Fillers, joiners, tags, marks of direction and the like: what is drawn as nothing by Unicode's own list. */
const drawnAsNothing = String.raw`\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}`;
const blanks = String.raw`\t\n\r`;

/** What is drawn as nothing, or turns the direction of what stands beside it. Blanks, tabs and line ends are seen. */
export const hiddenCharacters: Readonly<Record<Reading, RegExp>> = {
  exact: new RegExp(String.raw`(?![${blanks}])[\p{C}${drawnAsNothing}]`, "gu"),
  code: new RegExp(
    `${kinds(String.raw`\p{C}${drawnAsNothing}`, String.raw`${blanks}\u200D`)}|${strays}`,
    "gu",
  ),
  prose: new RegExp(
    `${kinds(String.raw`\p{Cc}${drawnAsNothing}`, String.raw`${blanks}\u00AD\u061C\u200C-\u200F`)}|${strays}`,
    "gu",
  ),
  model: new RegExp(
    `${kinds(String.raw`\p{Cc}\p{Cf}${drawnAsNothing}`, String.raw`\n\t\u200C\u200D`)}|${strays}`,
    "gu",
  ),
};

/** The name of a character, as Unicode's charts have it: `U+202E`. */
export function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
