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
};

/** `sum.ts:3–9`, or the bare file name for a whole file. */
export function fileSourceLabel(source: FileSource): string {
  const name = source.path.split(/[\\/]/).at(-1) ?? source.path;
  if (source.lines === undefined) return name;
  const { first, last } = source.lines;
  return first === last ? `${name}:${first}` : `${name}:${first}–${last}`;
}
