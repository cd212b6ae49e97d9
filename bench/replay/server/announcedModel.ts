import { type Family, familyOf } from "./families.ts";

/** The one model that the server has, as it tells about it. */
export type AnnouncedModel = {
  readonly name: string;
  /** Undefined when it cannot fill in the middle. */
  readonly family: Family | undefined;
  readonly digest: string;
  readonly bytes: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly template: string;
  readonly capabilities: readonly string[];
  readonly info: Readonly<Record<string, unknown>>;
};

/** When the model was pulled: a fixed moment, so that every run tells the same. */
export const modifiedAt = "2026-05-14T09:00:00.000000000Z";

const trainedContextTokens = 32_768;

const chatMl = `{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
`;

/** Everything told about a model follows from its name: `qwen2.5-coder:1.5b` has 1.5 billion parameters. */
export function announcedModel(name: string): AnnouncedModel {
  const family = familyOf(name);
  const billions = Number(/:(?:\w+-)?(?<size>\d+(?:\.\d+)?)b\b/iu.exec(name)?.groups?.["size"] ?? 7);
  const architecture = family?.architecture ?? "llama";
  const insert = family?.insert === true;
  return {
    name,
    family,
    digest: "5e".repeat(32),
    bytes: Math.round(billions * 0.65e9),
    details: {
      parent_model: "",
      format: "gguf",
      family: architecture,
      families: [architecture],
      parameter_size: `${billions.toFixed(1)}B`,
      quantization_level: "Q4_K_M",
    },
    template: insert ? `{{- if .Suffix }}${insertTemplate(family)}{{- else }}${chatMl}{{- end }}` : chatMl,
    capabilities: insert ? ["completion", "insert"] : ["completion"],
    info: modelInfo(architecture, billions),
  };
}

function insertTemplate({ order, before, between, after }: Family): string {
  const [first, second] =
    order === "prefixFirst" ? ["{{ .Prompt }}", "{{ .Suffix }}"] : ["{{ .Suffix }}", "{{ .Prompt }}"];
  return `${before}${first}${between}${second}${after}`;
}

/** The members of `model_info` that clients read, as a recorded server gives them. */
function modelInfo(architecture: string, billions: number): Readonly<Record<string, unknown>> {
  return {
    "general.architecture": architecture,
    "general.file_type": 15,
    "general.parameter_count": Math.round(billions * 1e9),
    "general.quantization_version": 2,
    "general.type": "model",
    [`${architecture}.attention.head_count`]: 12,
    [`${architecture}.attention.head_count_kv`]: 2,
    [`${architecture}.block_count`]: 28,
    [`${architecture}.context_length`]: trainedContextTokens,
    [`${architecture}.embedding_length`]: 1536,
    "tokenizer.ggml.add_bos_token": false,
    "tokenizer.ggml.merges": null,
    "tokenizer.ggml.model": "gpt2",
    "tokenizer.ggml.token_type": null,
    "tokenizer.ggml.tokens": null,
  };
}
