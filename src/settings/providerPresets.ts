/** How a server is spoken to; each has one file in `providers/`. */
export type WireFormat = "ollama" | "openai" | "anthropic";

/** What a kind of provider brings with it. Adding a kind is adding a row to {@link providerPresets}. */
export type ProviderPreset = {
  /** The name of the server or API, as its makers write it. */
  readonly name: string;
  readonly wire: WireFormat;
  /** Where it listens unless the user says otherwise, as its documentation has it; absent where everybody has their own. */
  readonly url?: string;
  /** The path that an address without one gets: what the wire format's own paths are added to. */
  readonly basePath: "" | "/v1";
  /** Where the list of models is, relative to the address. */
  readonly listPath: string;
  readonly key: "none" | "optional" | "required";
  /** The header that carries the key. */
  readonly keyHeader: "authorization" | "x-api-key" | "api-key";
  /** What else its requests have to say, the same in each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the maker of an API hands out keys. */
  readonly keyPage?: string;
  /** Whether it continues a text as it is, without a chat template: what completion needs. */
  readonly continuesText: boolean;
  /** Whether it answers many requests at once as it is started by default, each as fast as if it were alone. */
  readonly answersMany?: true;
  /** What the longest answer is called in a chat; absent where the API has only one name for it. */
  readonly maxTokensField?: "max_completion_tokens";
  /** Whether it has to be asked for the count of tokens at the end of a stream; some reject the question. */
  readonly asksForUsage: boolean;
  /** The field that asks how probable each token of a continued text was; absent where it brings nothing, or an error. */
  readonly logprobsField?: "logprobs" | "n_probs";
};

const local = {
  wire: "openai",
  basePath: "/v1",
  listPath: "models",
  key: "optional",
  keyHeader: "authorization",
  continuesText: true,
  asksForUsage: true,
} as const;

const api = { ...local, basePath: "", key: "required", continuesText: false, answersMany: true } as const;

/**
 * Every kind of provider, in the order in which they are offered. Ports are the defaults of each server's own
 * documentation; the addresses of the APIs, their headers and the names of fields are those of the makers' packages:
 * openai 7.57.0, @anthropic-ai/sdk 1.14.0, @mistralai/mistralai 2.7.0 and groq-sdk 1.6.0 (neither has `stream_options`;
 * both count unasked), @openrouter/sdk 1.3.19.
 */
export const providerPresets = {
  ollama: {
    ...local,
    name: "Ollama",
    wire: "ollama",
    url: "http://127.0.0.1:11434",
    basePath: "",
    listPath: "api/tags",
    key: "none",
  },
  // Its own list tells more than the one under /v1: kind, quantisation, context length, whether it is loaded.
  lmStudio: { ...local, name: "LM Studio", url: "http://127.0.0.1:1234/v1", listPath: "/api/v0/models" },
  // By its own name for it: llama-cpp-python, which is set up as this kind too, passes that over and breaks at `logprobs`.
  llamaCpp: {
    ...local,
    name: "llama.cpp server",
    url: "http://127.0.0.1:8080/v1",
    logprobsField: "n_probs",
  },
  vllm: {
    ...local,
    name: "vLLM",
    url: "http://127.0.0.1:8000/v1",
    answersMany: true,
    logprobsField: "logprobs",
  },
  transformers: {
    ...local,
    name: "Hugging Face transformers serve",
    url: "http://127.0.0.1:8000/v1",
    continuesText: false,
  },
  tgi: { ...local, name: "Hugging Face TGI", url: "http://127.0.0.1:3000/v1", answersMany: true },
  lmDeploy: { ...local, name: "LMDeploy", url: "http://127.0.0.1:23333/v1", answersMany: true },
  openaiCompatible: { ...local, name: "OpenAI-compatible server" },
  openai: {
    ...api,
    name: "OpenAI",
    url: "https://api.openai.com/v1",
    basePath: "/v1",
    keyPage: "https://platform.openai.com/api-keys",
    maxTokensField: "max_completion_tokens",
  },
  anthropic: {
    ...api,
    name: "Anthropic",
    wire: "anthropic",
    url: "https://api.anthropic.com",
    listPath: "v1/models?limit=1000",
    keyHeader: "x-api-key",
    headers: { "anthropic-version": "2023-06-01" },
    keyPage: "https://console.anthropic.com/settings/keys",
  },
  gemini: {
    ...api,
    name: "Google Gemini",
    url: "https://generativelanguage.googleapis.com/v1beta/openai",
    keyPage: "https://aistudio.google.com/apikey",
  },
  mistral: {
    ...api,
    name: "Mistral",
    url: "https://api.mistral.ai/v1",
    basePath: "/v1",
    keyPage: "https://console.mistral.ai/api-keys",
    asksForUsage: false,
  },
  openRouter: {
    ...api,
    name: "OpenRouter",
    url: "https://openrouter.ai/api/v1",
    keyPage: "https://openrouter.ai/settings/keys",
  },
  groq: {
    ...api,
    name: "Groq",
    url: "https://api.groq.com/openai/v1",
    keyPage: "https://console.groq.com/keys",
    maxTokensField: "max_completion_tokens",
    asksForUsage: false,
  },
  deepSeek: {
    ...api,
    name: "DeepSeek",
    url: "https://api.deepseek.com/v1",
    basePath: "/v1",
    keyPage: "https://platform.deepseek.com/api_keys",
  },
  azureOpenai: {
    ...api,
    name: "Azure OpenAI",
    keyHeader: "api-key",
    maxTokensField: "max_completion_tokens",
  },
} as const satisfies Readonly<Record<string, ProviderPreset>>;

/** One of {@link providerPresets}. */
export type ProviderKind = keyof typeof providerPresets;

/** The kinds that a setting may name, in the order of {@link providerPresets}. */
export const providerKinds = Object.keys(providerPresets) as [ProviderKind, ...ProviderKind[]];

/** What a kind of provider brings with it. */
export function presetOf(kind: ProviderKind): ProviderPreset {
  return providerPresets[kind];
}
