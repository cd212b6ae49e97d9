/**
 * How a family of models is asked to fill in the middle. The texts are the special tokens that each family was trained
 * with (see the model cards; wrong tokens give garbage, so an unknown family has no entry).
 */
export type InfillFormat = {
  readonly family: string;
  /**
   * Which side of the position the model reads first. `prefixFirst`: before, prefix, between, suffix, after, and what was
   * typed last. `suffixFirst`: before, suffix, between, prefix, after: what is typed grows the end of the prompt.
   */
  readonly order: "prefixFirst" | "suffixFirst";
  readonly before: string;
  readonly between: string;
  readonly after: string;
  /** How code of other files stands before all that, `{path}` for its path; absent: as comments. */
  readonly files?: {
    /** Once, before the first file. */
    readonly start?: string;
    /** Before each file. */
    readonly file: string;
    /** Before the file that is being completed. */
    readonly current: string;
  };
  /** Texts that end a completion: the family's own tokens, which some servers emit as text. */
  readonly stop: readonly string[];
};

type Row = InfillFormat & { readonly names: RegExp };

function family(
  name: string,
  names: RegExp,
  tokens: readonly [string, string, string],
  stop: readonly string[],
): Row {
  const [before, between, after] = tokens;
  return {
    family: name,
    names,
    order: "prefixFirst",
    before,
    between,
    after,
    stop: [...stop, ...tokens.map((token) => token.trim())],
  };
}

const fimPipes = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"] as const;
const fimBare = ["<fim_prefix>", "<fim_suffix>", "<fim_middle>"] as const;

/** Known families, most particular first; a name matches the first row whose pattern fits. */
const rows: readonly Row[] = [
  {
    ...family("qwen-coder", /(?:^|\/)(?:qwen2\.5-coder|qwen3-coder)\b/i, fimPipes, [
      "<|endoftext|>",
      "<|fim_pad|>",
      "<|repo_name|>",
      "<|file_sep|>",
      "<|im_start|>",
      "<|im_end|>",
    ]),
    files: { file: "<|file_sep|>{path}\n", current: "<|file_sep|>{path}\n" },
  },
  family("codeqwen", /(?:^|\/)(?:codeqwen|code-qwen)/i, fimBare, ["<|endoftext|>", "<file_sep>"]),
  family(
    "deepseek-coder",
    /(?:^|\/)deepseek-coder/i,
    ["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"],
    ["<｜end▁of▁sentence｜>"],
  ),
  family("starcoder", /(?:^|\/)(?:starcoder|stable-code|octocoder)/i, fimBare, [
    "<|endoftext|>",
    "<file_sep>",
  ]),
  family(
    "codellama",
    /(?:^|\/)codellama(?::(?:\S*-)?code|\S*:\S*code)/i,
    ["<PRE> ", " <SUF>", " <MID>"],
    ["<EOT>"],
  ),
  family("codegemma", /(?:^|\/)codegemma(?::(?:\S*-)?code|:2b)/i, fimPipes, [
    "<|file_separator|>",
    "<end_of_turn>",
  ]),
  family("granite-code", /(?:^|\/)granite-code/i, fimBare, ["<|endoftext|>"]),
];

/** The infill format of a model by its name (`qwen2.5-coder:1.5b`), or `undefined` when its family has none we know. */
export function infillFormat(model: string): InfillFormat | undefined {
  return rows.find(({ names }) => names.test(model));
}
