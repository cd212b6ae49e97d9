/** Lines of a document that somebody wants changed, and what is wanted of them. */
export type InlineEditWish = {
  /** The document's URI as text. */
  readonly uri: string;
  /** Lines and characters counted from 0; the end is behind the range. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  /** Absent: the person is asked. */
  readonly instruction?: string;
};

/** Has a model change lines where they stand. Settles when its change is shown as a diff, or it was said why there is none. */
export type InlineEditor = { readonly edit: (wish: InlineEditWish) => Promise<void> };
