/** How a family of models was trained to fill in the middle: what the model cards say, not what a client believes. */
export type Family = {
  readonly architecture: string;
  readonly order: "prefixFirst" | "suffixFirst";
  readonly before: string;
  readonly between: string;
  readonly after: string;
  /** Whether the library's template renders `suffix`, which is the capability `insert`. */
  readonly insert: boolean;
};

type Row = Family & { readonly names: RegExp };
type Tokens = readonly [before: string, between: string, after: string];

const pipes = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"] as const;
const bare = ["<fim_prefix>", "<fim_suffix>", "<fim_middle>"] as const;

function prefixFirst(names: RegExp, architecture: string, tokens: Tokens, insert: boolean): Row {
  const [before, between, after] = tokens;
  return { names, architecture, order: "prefixFirst", before, between, after, insert };
}

function suffixFirst(names: RegExp, architecture: string, tokens: Tokens, insert: boolean): Row {
  return { ...prefixFirst(names, architecture, tokens, insert), order: "suffixFirst" };
}

/** Most particular first. */
const rows: readonly Row[] = [
  prefixFirst(/qwen2\.5-coder/iu, "qwen2", pipes, true),
  prefixFirst(/qwen3-coder/iu, "qwen3moe", pipes, false),
  prefixFirst(/codeqwen/iu, "qwen2", bare, false),
  prefixFirst(/deepseek-coder/iu, "deepseek2", ["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"], true),
  prefixFirst(/starcoder|stable-code/iu, "starcoder2", bare, true),
  prefixFirst(/codellama\S*code/iu, "llama", ["<PRE> ", " <SUF>", " <MID>"], true),
  prefixFirst(/codegemma/iu, "gemma", pipes, true),
  prefixFirst(/granite-code/iu, "llama", bare, true),
  prefixFirst(/granite/iu, "granite", pipes, false),
  suffixFirst(/codestral/iu, "llama", ["[SUFFIX]", "[PREFIX]", ""], true),
  suffixFirst(/mellum/iu, "llama", ["<fim_suffix>", "<fim_prefix>", "<fim_middle>"], false),
  suffixFirst(/seed-coder/iu, "llama", ["<[fim-suffix]>", "<[fim-prefix]>", "<[fim-middle]>"], false),
];

/** The family of a model by its name; undefined for one that cannot fill in the middle. */
export function familyOf(model: string): Family | undefined {
  return rows.find(({ names }) => names.test(model));
}

/** Every marker of any family, longest first. */
export const allMarkers: readonly string[] = [
  ...new Set(rows.flatMap(({ before, between, after }) => [before, between, after])),
]
  .map((marker) => marker.trim())
  .filter((marker) => marker !== "")
  .sort((one, other) => other.length - one.length);

/** A prompt in the family's own form, as its template or `/infill` renders it. */
export function rendered(family: Family, { before, after }: { before: string; after: string }): string {
  return family.order === "prefixFirst"
    ? family.before + before + family.between + after + family.after
    : family.before + after + family.between + before + family.after;
}
