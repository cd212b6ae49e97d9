import { keywords } from "./keywords.ts";

/** A name in code, and where it begins, in UTF-16 code units. */
export type Identifier = { readonly name: string; readonly offset: number };

/** What is no code of its own: texts in quotation marks that end on their line, and comments up to the line's end. */
const quotedOrComment =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/.*|(?<=^|\s)#(?!include|\w).*|^[ \t]*\/?\*.*/gmu;

/**
 * The names in a piece of code in the order they stand there, without keywords and without words in comments and
 * texts. It knows no grammar: of a comment or text over several lines some words may be among them.
 */
export function identifiers(code: string): readonly Identifier[] {
  const bare = code.replace(quotedOrComment, (gap) => " ".repeat(gap.length));
  return [...bare.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)]
    .map(({ 0: name, index }) => ({ name, offset: index }))
    .filter(({ name }) => !keywords.has(name));
}
