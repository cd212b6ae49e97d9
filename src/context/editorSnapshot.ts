/** A document around a position as plain data. Offsets are UTF-16 code units, lines are 0-based. */
export type EditorSnapshot = {
  /** The document's URI as text. */
  readonly uri: string;
  /** Path as a person knows it, relative to the workspace when inside it. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly offset: number;
};

/** Text before and after the position, and what of the position's own line stands on each side. */
export type Surroundings = {
  readonly prefix: string;
  readonly suffix: string;
  readonly linePrefix: string;
  readonly lineSuffix: string;
};

/** Splits a snapshot at its position. */
export function surroundings({ text, offset }: EditorSnapshot): Surroundings {
  const prefix = text.slice(0, offset);
  const suffix = text.slice(offset);
  const lineEnd = suffix.search(/\r?\n/);
  return {
    prefix,
    suffix,
    linePrefix: prefix.slice(prefix.lastIndexOf("\n") + 1),
    lineSuffix: lineEnd === -1 ? suffix : suffix.slice(0, lineEnd),
  };
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
