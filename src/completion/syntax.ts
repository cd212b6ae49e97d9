/**
 * Knows the structure of code in some languages. Grammars are loaded when a language is first seen, so that the first
 * answers may be `undefined`; so may those for documents that are too large. Nobody waits for it.
 */
export type Syntax = {
  /** Begins to load what a language needs. Returns at once. */
  readonly prepare: (languageId: string) => void;
  /** How many errors the code has; `undefined` when that is not known. */
  readonly errors: (languageId: string, code: string) => number | undefined;
};
