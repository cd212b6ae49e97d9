/** What must be known of a language to tell its brackets from those in its texts and comments. */
export type Dialect = {
  /** What begins a comment that ends with its line. */
  readonly lineComments: readonly string[];
  readonly blockComments: boolean;
  /** Three quotes begin a text of many lines, as in Python. */
  readonly tripleQuotes: boolean;
  /** What begins and ends a text. */
  readonly quotes: string;
  /** What a backtick begins: a text with code in `${}`, a plain text of many lines, or nothing. */
  readonly backtick: "template" | "text" | "nothing";
  /** A single quote also begins a lifetime or a label, as in Rust. */
  readonly lifetimes: boolean;
  /** A slash may begin a regular expression. */
  readonly regularExpressions: boolean;
  /** Sentences are what one writes here. */
  readonly isProse: boolean;
  /** One step of indentation, where the document does not show its own. */
  readonly indentation: string;
};

const plain: Dialect = {
  lineComments: ["//"],
  blockComments: true,
  tripleQuotes: false,
  quotes: `"'`,
  backtick: "nothing",
  lifetimes: false,
  regularExpressions: false,
  isProse: false,
  indentation: "    ",
};
const script: Dialect = { ...plain, backtick: "template", regularExpressions: true, indentation: "  " };
const hashed: Dialect = { ...plain, lineComments: ["#"], blockComments: false, indentation: "  " };
const prose: Dialect = { ...plain, lineComments: [], blockComments: false, isProse: true, indentation: "  " };

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ...["typescript", "typescriptreact", "javascript", "javascriptreact", "vue", "svelte"].map(
    (id) => [id, script] as const,
  ),
  ["python", { ...hashed, tripleQuotes: true, indentation: "    " }],
  ["go", { ...plain, backtick: "text", indentation: "\t" }],
  ["rust", { ...plain, lifetimes: true }],
  ["yaml", { ...hashed }],
  ["php", { ...plain, lineComments: ["//", "#"] }],
  ...[
    "ruby",
    "shellscript",
    "perl",
    "r",
    "elixir",
    "toml",
    "makefile",
    "dockerfile",
    "powershell",
    "ini",
  ].map((id) => [id, hashed] as const),
  ...["sql", "lua", "haskell"].map(
    (id) => [id, { ...plain, lineComments: ["--"], indentation: "  " }] as const,
  ),
  ...["css", "scss", "less", "json", "jsonc"].map((id) => [id, { ...plain, indentation: "  " }] as const),
  ...["markdown", "plaintext", "latex", "restructuredtext", "asciidoc", "html", "xml"].map(
    (id) => [id, prose] as const,
  ),
]);

/** What stands in a text or a comment: brackets belong together there too, but a quote is an apostrophe as often as not. */
export const words: Dialect = { ...plain, lineComments: [], blockComments: false, quotes: "" };

/** The dialect of a language by the editor's name for it; one that is not known is taken for a relative of C. */
export function dialectOf(languageId: string): Dialect {
  return dialects.get(languageId) ?? plain;
}
