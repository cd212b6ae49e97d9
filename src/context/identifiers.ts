/** A name in code, and where it begins, in UTF-16 code units. */
export type Identifier = { readonly name: string; readonly offset: number };

/** Words of the common languages' own, which name nothing that is defined anywhere. */
const keywords: ReadonlySet<string> = new Set(
  `abstract and any as assert async auto await bool boolean break case catch char class const constructor continue
  crate debugger def default defer del delete do double elif else end enum except export extends extern false
  final finally float fn for foreach from func function global goto if impl implements import in include infer
  inout instanceof int interface internal is keyof lambda let long mut namespace never new nil None nonlocal not
  null number of operator or out override package pass private protected protocol pub public readonly ref
  require return satisfies self Self short signed sizeof static string struct super switch this throw throws
  trait true True False try type typeof undefined union unknown unsafe unsigned using val var virtual void
  volatile when where while with yield`.split(/\s+/),
);

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
