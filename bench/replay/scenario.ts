/** What the person at the keyboard does next. Places are named by text, never by offsets. */
export type Step =
  /** One keystroke per character; `\n` is Enter. */
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "backspace"; readonly count: number }
  /** The caret goes behind the only occurrence of this text. */
  | { readonly kind: "moveTo"; readonly after: string }
  | { readonly kind: "pause"; readonly milliseconds: number };

/** One editing session: a document, what is typed into it, and what it is in the end. */
export type Scenario = {
  readonly name: string;
  readonly languageId: string;
  /** As in a workspace: `src/foo.ts`. */
  readonly path: string;
  /** `this project`, or `name@version (licence)`. */
  readonly origin: string;
  /** The document when the session begins. */
  readonly start: string;
  readonly steps: readonly Step[];
  /** The document when it is over, if nothing was accepted. */
  readonly final: string;
  readonly openFiles: readonly {
    readonly path: string;
    readonly languageId: string;
    readonly text: string;
  }[];
};
