/** What a piece of a draft was made from. */
export type Source =
  /** Words of Drawbridge's own, the same for everybody. */
  | { readonly kind: "instructions" }
  /** What the user typed into the panel. */
  | { readonly kind: "question" }
  /** An answer of a model; it also carries the sources of its question. */
  | { readonly kind: "answer" }
  /** Text of a document. */
  | FileSource;

/** Text of a document, with the lines it was taken from (1-based, inclusive; absent: the whole file). */
export type FileSource = {
  readonly kind: "file";
  /** The document's URI as text. */
  readonly uri: string;
  /** The path as a person knows it, relative to the workspace when inside it. */
  readonly path: string;
  readonly lines?: { readonly first: number; readonly last: number };
  /** What the text is about the document, when it is not its own: it tells of it all the same. */
  readonly shows?: FileAspect;
};

/** What a text can tell of a document: what the editor finds wrong in it, or how it differs from the last commit. */
export const fileAspects = ["problems", "changes"] as const;

/** One of {@link fileAspects}. */
export type FileAspect = (typeof fileAspects)[number];

/** `sum.ts:3–9`, the bare file name for a whole file, or `Problems in sum.ts`. */
export function fileSourceLabel(source: FileSource): string {
  const name = source.path.split(/[\\/]/).at(-1) ?? source.path;
  if (source.shows !== undefined) return `${aspectWords[source.shows]} in ${name}`;
  if (source.lines === undefined) return name;
  const { first, last } = source.lines;
  return first === last ? `${name}:${first}` : `${name}:${first}–${last}`;
}

const aspectWords: { readonly [A in FileAspect]: string } = { problems: "Problems", changes: "Changes" };
