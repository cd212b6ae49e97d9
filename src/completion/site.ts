/** Where a completion is to stand, as much as the steps after the model need to know. */
export type Site = {
  readonly languageId: string;
  /** The document before the position. */
  readonly prefix: string;
  /** The document after the position. */
  readonly suffix: string;
  /** The user asked with a key: more lines, and nothing is held back for being short. */
  readonly manual: boolean;
  /** Most lines that may be shown. */
  readonly mostLines: number;
};

/** A text that can be shown at a site. */
export type Fitting = {
  readonly text: string;
  /** Characters behind the position, on its own line, that the text stands in place of. */
  readonly replaced: number;
};

/** Why what a model wrote is not shown. */
export type Unfit =
  /** Nothing, or only blanks. */
  | "blank"
  /** It talks about the code instead of writing it. */
  | "prose"
  /** It says the same again and again from its first line on. */
  | "repetition"
  /** It repeats the lines around the position. */
  | "duplicate"
  /** Fewer than three characters, and nobody asked with a key. */
  | "tooShort"
  /** It breaks the syntax of the document, however far it is cut. */
  | "breaksSyntax";
