/** A piece of a line. There is no kind for an image, a script, a style or any element that loads something. */
export type InlineNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis" | "deleted"; readonly children: readonly InlineNode[] }
  | { readonly kind: "link"; readonly link: SafeLink; readonly children: readonly InlineNode[] }
  | { readonly kind: "break" };

/** A link that may be offered to the host: `url` is absolute, `host` is where it really leads. */
export type SafeLink = { readonly url: string; readonly host: string };

/** One item of a list; `checked` only for a task. */
export type ListItemNode = { readonly blocks: readonly BlockNode[]; readonly checked?: boolean };

/** A list. `loose` says that blank lines separate its items, nothing else depends on it. */
export type ListNode = {
  readonly kind: "list";
  readonly ordered: boolean;
  readonly start: number;
  readonly loose: boolean;
  readonly items: readonly ListItemNode[];
};

/** The cells of one row. */
export type TableRow = readonly (readonly InlineNode[])[];

/** A table; every row has as many cells as the header. */
export type TableNode = {
  readonly kind: "table";
  readonly align: readonly ("left" | "center" | "right" | null)[];
  readonly header: TableRow;
  readonly rows: readonly TableRow[];
};

/** A block of an answer: everything a model can make appear, and nothing else. */
export type BlockNode =
  | { readonly kind: "paragraph"; readonly children: readonly InlineNode[] }
  | { readonly kind: "heading"; readonly depth: number; readonly children: readonly InlineNode[] }
  | { readonly kind: "code"; readonly info: string; readonly text: string }
  /** A code block that is still being written, in pieces of which only the last grows. */
  | { readonly kind: "openCode"; readonly info: string; readonly chunks: readonly string[] }
  | { readonly kind: "quote"; readonly blocks: readonly BlockNode[] }
  | ListNode
  | TableNode
  | { readonly kind: "rule" }
  /** Text shown exactly as it was written: raw HTML, or something nested deeper than anyone reads. */
  | { readonly kind: "verbatim"; readonly text: string };
