import { layoutOf, type InfillLayout } from "./infillLayout.ts";

/**
 * How a family of models is asked to fill in the middle. The texts are the special tokens that each family was trained
 * with: wrong ones give garbage, so that an unknown family has no entry.
 */
export type InfillFormat = InfillLayout & {
  readonly family: string;
  /** How code of other files stands before all that, `{path}` for its path; absent: as comments. */
  readonly files?: {
    /** Once, before the first file. */
    readonly start?: string;
    /** Before each file. */
    readonly file: string;
    /** Before the file that is being completed. */
    readonly current: string;
    /** The same, but behind the token that begins the prefix. */
    readonly inside?: string;
  };
  /** Texts that end a completion: the family's own tokens, which some servers emit as text. */
  readonly stop: readonly string[];
};

/** A family, and how its models are told from others. */
export type InfillFamily = InfillFormat & {
  /** The names of its models that fill in, in lower case and without what stands before the last slash. */
  readonly names: RegExp;
};

const endOfText = "<|endoftext|>";

/** A row. Every token of the prompt and of its files ends a completion as well. */
function family(
  name: string,
  names: RegExp,
  prompt: string,
  { stop = [endOfText], files }: Partial<Pick<InfillFormat, "stop" | "files">> = {},
): InfillFamily {
  const tokens = [prompt, files?.start, files?.file].join("").match(/<[^<>]+>|\[[A-Z]+\]/g) ?? [];
  const own = { family: name, names, ...layoutOf(prompt), stop: [...new Set([...stop, ...tokens])] };
  return files ? { ...own, files } : own;
}

/** How files begin where one token and a path are all there is to it. */
function filesAfter(token: string, start = ""): Required<Pick<InfillFormat, "files">> {
  const file = `${token}{path}\n`;
  return { files: { start, file, current: file } };
}

const pipes = "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>";
const bare = "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>";

/**
 * Known families, most particular first; a name matches the first row whose pattern fits. The name of a repository is
 * never told: "project" stands in its place. Where each spelling comes from stands in docs/completion-models.md.
 */
export const infillFamilies: readonly InfillFamily[] = [
  family("qwen-coder", /^qwen(?:2\.5|3)-coder\b/, pipes, {
    ...filesAfter("<|file_sep|>", "<|repo_name|>project\n"),
    stop: [endOfText, "<|fim_pad|>", "<|im_start|>", "<|im_end|>"],
  }),
  family("codeqwen", /^code-?qwen/, bare, filesAfter("<file_sep>", "<reponame>project\n")),
  // No comment sign may end a completion here, although others stop at "//": it would end every comment.
  family("deepseek-coder", /^deepseek-coder/, "<｜fim▁begin｜>{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>", {
    ...filesAfter("#"),
    stop: ["<｜end▁of▁sentence｜>"],
  }),
  // Each file begins with its token, also the one that is completed; that one's path stands behind the next token.
  family("starcoder2", /^starcoder2(?!\S*instruct)/, `<file_sep>${bare}`, {
    files: { start: "<repo_name>project", file: "<file_sep>{path}\n", current: "", inside: "{path}\n" },
  }),
  family("starcoder", /^(?:tiny_)?(?:starcoder(?!2)|octocoder)/, bare, { stop: [endOfText, "<filename>"] }),
  family("stable-code", /^stable-code(?!\S*instruct)/, bare),
  // Half of the training was in this order, and only in it the prompt grows at its end. 34B and 70B have no infill.
  family(
    "codellama",
    /^codellama(?!\S*(?:34|70)b)(?:\S*:\S*code|-(?:7|13)b(?:-hf)?(?:-gguf)?(?::|$))/,
    "<PRE> <SUF>{suffix} <MID> {prefix}",
    { stop: ["<EOT>"] },
  ),
  family("codegemma", /^codegemma(?::\S*code|:2b|-[27]b(?:-gguf)?(?::|$))/, pipes, {
    ...filesAfter("<|file_separator|>"),
    stop: ["<end_of_turn>"],
  }),
  family("codestral", /^codestral/, "[SUFFIX]{suffix}[PREFIX]{prefix}", {
    stop: ["</s>", "[MIDDLE]", "[INST]"],
  }),
  family("mellum", /^mellum(?:-4b|:|$)/, "<fim_suffix>{suffix}<fim_prefix>{prefix}<fim_middle>", {
    ...filesAfter("<filename>"),
    stop: [endOfText, "<reponame>"],
  }),
  family("seed-coder", /^seed-coder\S*base/, "<[fim-suffix]>{suffix}<[fim-prefix]>{prefix}<[fim-middle]>", {
    stop: ["<[end▁of▁sentence]>"],
  }),
  family("granite-code", /^granite-(?:\d+b-)?code/, bare),
  family("granite", /^granite-?(?:3\.3|4(?:\.0)?(?![.\d]))/, pipes, {
    stop: ["<|end_of_text|>", "<|fim_pad|>", "<|filename|>", "<|reponame|>", "<|start_of_role|>"],
  }),
];
