import assert from "node:assert/strict";
import { anthropic } from "../../../src/providers/anthropic.ts";
import { ollama } from "../../../src/providers/ollama.ts";
import { openai } from "../../../src/providers/openai.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import type { KnownModel } from "../../../src/routing/knownServer.ts";

function listOf({ readErrand }: Provider, body: unknown): readonly KnownModel[] {
  const read = readErrand({ kind: "list" }, { status: 200, body: JSON.stringify(body) });
  assert.ok(read.ok && read.value.kind === "list", JSON.stringify(read));
  return read.value.models;
}

describe("providers/openaiModels reads what each server tells", () => {
  function check(server: string, entry: object, expected: Omit<KnownModel, "name">): void {
    it(server, () => {
      assert.deepEqual(listOf(openai, { object: "list", data: [{ id: "m", object: "model", ...entry }] }), [
        { name: "m", ...expected },
      ]);
    });
  }

  check("OpenAI and Ollama under /v1: nothing", { created: 1, owned_by: "library" }, { generates: true });
  check(
    "LM Studio, a model in memory",
    {
      type: "llm",
      publisher: "lmstudio-community",
      arch: "qwen2",
      compatibility_type: "gguf",
      quantization: "Q4_K_M",
      state: "loaded",
      max_context_length: 32_768,
      loaded_context_length: 4096,
      capabilities: ["tool_use"],
    },
    {
      generates: true,
      can: { chat: true, embeddings: false, images: false, tools: true },
      contextTokens: 4096,
      quantisation: "Q4_K_M",
      isLoaded: true,
    },
  );
  check(
    "LM Studio, one that sees and is not in memory",
    { type: "vlm", quantization: "4bit", state: "not-loaded", max_context_length: 32_768 },
    {
      generates: true,
      can: { chat: true, embeddings: false, images: true },
      contextTokens: 32_768,
      quantisation: "4bit",
      isLoaded: false,
    },
  );
  check(
    "LM Studio, one that only makes embeddings",
    { type: "embeddings", state: "not-loaded", max_context_length: 2048 },
    {
      generates: false,
      can: { chat: false, infill: false, embeddings: true, images: false, tools: false, thinking: false },
      contextTokens: 2048,
      isLoaded: false,
    },
  );
  check(
    "vLLM",
    { owned_by: "vllm", root: "/models/m", parent: null, max_model_len: 16_384 },
    { generates: true, contextTokens: 16_384 },
  );
  check(
    "llama.cpp",
    {
      owned_by: "llamacpp",
      meta: { vocab_type: 2, n_vocab: 151_936, n_ctx_train: 32_768, n_params: 1_543_714_304, size: 1.1e9 },
    },
    { generates: true, contextTokens: 32_768, bytes: 1.1e9, parameters: "1.5B" },
  );
  check(
    "llama.cpp, a small one",
    { meta: { n_params: 134_515_008 } },
    { generates: true, parameters: "135M" },
  );
  check(
    "OpenRouter",
    {
      context_length: 131_072,
      architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
      supported_parameters: ["max_tokens", "tools", "reasoning"],
      top_provider: { max_completion_tokens: 16_384 },
    },
    {
      generates: true,
      can: { chat: true, images: true, tools: true, thinking: true },
      contextTokens: 131_072,
      answerTokens: 16_384,
    },
  );
  check(
    "OpenRouter, one that makes images",
    {
      context_length: 4096,
      architecture: { input_modalities: ["text"], output_modalities: ["image"] },
      supported_parameters: [],
      top_provider: { max_completion_tokens: null },
    },
    {
      generates: false,
      can: { chat: false, images: false, tools: false, thinking: false },
      contextTokens: 4096,
    },
  );
  check(
    "Groq",
    { owned_by: "Meta", active: true, context_window: 131_072, max_completion_tokens: 32_768 },
    { generates: true, contextTokens: 131_072, answerTokens: 32_768 },
  );
  check(
    "Mistral",
    {
      type: "base",
      max_context_length: 262_144,
      capabilities: {
        completion_chat: true,
        completion_fim: true,
        function_calling: true,
        reasoning: false,
        vision: false,
        fine_tuning: false,
      },
    },
    {
      generates: true,
      can: { chat: true, infill: true, images: false, tools: true, thinking: false },
      contextTokens: 262_144,
    },
  );
  check(
    "anything of the wrong type, which counts as not said",
    {
      owned_by: 5,
      type: [],
      quantization: {},
      state: 1,
      capabilities: 7,
      max_model_len: "8192",
      meta: [],
      context_length: -1,
      context_window: 1.5,
      max_context_length: null,
      architecture: "dense",
      supported_parameters: "tools",
    },
    { generates: true },
  );

  it("Google, whose names it takes out of their folder, and nobody else's", () => {
    const data = [
      { id: "models/gemini-2.5-flash", owned_by: "google" },
      { id: "models/mine.gguf", owned_by: "llamacpp" },
    ];
    assert.deepEqual(
      listOf(openai, { data }).map(({ name }) => name),
      ["gemini-2.5-flash", "models/mine.gguf"],
    );
  });

  it("and leaves out what has no name, without losing the rest", () => {
    const data = [null, 5, {}, { id: 7 }, { id: "a" }];
    assert.deepEqual(listOf(openai, { data }), [{ name: "a", generates: true }]);
  });

  it("a list of 5,000, each name once, and no longer one", () => {
    const data = Array.from({ length: 5_000 }, (_, at) => ({ id: `m${at}` }));
    assert.equal(listOf(openai, { data: [...data, ...data] }).length, 5_000);
    assert.equal(listOf(openai, { data: [...data, { id: "one more" }] }).length, 5_000);
  });

  it("whether a list was longer than what is kept of it", () => {
    const data = Array.from({ length: 5_001 }, (_, at) => ({ id: `m${at}`, name: `m${at}` }));
    const isCut = (provider: Provider, body: object): unknown => {
      const read = provider.readErrand({ kind: "list" }, { status: 200, body: JSON.stringify(body) });
      return read.ok && read.value.kind === "list" && read.value.isCut;
    };
    const whole = [...data.slice(1), ...data.slice(1), null];
    assert.equal(isCut(openai, { data }), true);
    assert.equal(isCut(openai, { data: whole }), undefined);
    assert.equal(isCut(anthropic, { data }), true);
  });

  it("no word that is too long to be shown, or turns the direction of writing", () => {
    const named = (quantization: string): string | undefined =>
      listOf(openai, { data: [{ id: "m", quantization }] })[0]?.quantisation;
    assert.deepEqual(["Q4\n_0", "a\u202eb", "x".repeat(41), " "].map(named), [
      "Q4 _0",
      "a b",
      undefined,
      undefined,
    ]);
  });
});

describe("providers/ollamaErrands reads what Ollama tells about a model", () => {
  const details = {
    format: "gguf",
    family: "qwen2",
    parameter_size: "1.5B",
    quantization_level: "Q4_K_M",
    context_length: 32_768,
  };

  it("in its list, old and new", () => {
    const models = [
      { name: "old", size: 7, digest: "d", details: { family: "llama", parameter_size: "134.52M" } },
      { name: "new", details, capabilities: ["completion", "insert", "tools"] },
      { name: "vectors", capabilities: ["embedding"] },
    ];
    assert.deepEqual(listOf(ollama, { models }), [
      {
        name: "old",
        generates: true,
        bytes: 7,
        digest: "d",
        infill: { architecture: "llama" },
        parameters: "134.52M",
      },
      {
        name: "new",
        generates: true,
        contextTokens: 32_768,
        can: { chat: true, infill: true, embeddings: false, images: false, tools: true, thinking: false },
        infill: { architecture: "qwen2" },
        parameters: "1.5B",
        quantisation: "Q4_K_M",
      },
      {
        name: "vectors",
        generates: false,
        can: { chat: false, embeddings: true, images: false, tools: false, thinking: false },
      },
    ]);
  });

  it("when it is asked about that model", () => {
    const body = JSON.stringify({
      details: { parameter_size: "8.2B", quantization_level: "Q8_0" },
      model_info: { "general.architecture": "qwen3", "qwen3.context_length": 40_960 },
      capabilities: ["completion", "vision", "thinking"],
    });
    const read = ollama.readErrand({ kind: "show", model: "m" }, { status: 200, body });
    assert.deepEqual(read.ok && read.value, {
      kind: "show",
      contextTokens: 40_960,
      can: { chat: true, embeddings: false, images: true, tools: false, thinking: true },
      infill: { architecture: "qwen3" },
      parameters: "8.2B",
      quantisation: "Q8_0",
    });
  });

  describe("of how it fills in", () => {
    const infillOf = (show: unknown): unknown => {
      const body = JSON.stringify(show);
      const read = ollama.readErrand({ kind: "show", model: "m" }, { status: 200, body });
      return read.ok && read.value.kind === "show" ? read.value.infill : read;
    };
    const template =
      "{{- if .Suffix }}<PRE> {{ .Prompt }} <SUF>{{ .Suffix }} <MID>\n{{- else }}{{ .Prompt }}\n{{- end }}";

    it("from its template, its architecture and what its weights call themselves", () => {
      const model_info = {
        "general.architecture": "qwen2",
        "general.basename": "Qwen2.5-Coder",
        "general.size_label": "7B",
        "general.finetune": "Instruct",
      };
      assert.deepEqual(infillOf({ template, model_info }), {
        architecture: "qwen2",
        base: "Qwen2.5-Coder-7B-Instruct",
        template: {
          family: "its own template",
          order: "prefixFirst",
          before: "<PRE> ",
          between: " <SUF>",
          after: " <MID>",
          stop: ["<PRE>", "<SUF>", "<MID>"],
        },
      });
    });

    it("from the numbers of its tokens, in files of today and of before", () => {
      const numbers = (...keys: readonly string[]): unknown =>
        infillOf({ model_info: Object.fromEntries(keys.map((key, id) => [`tokenizer.ggml.${key}`, id])) });
      const today = ["fim_pre_token_id", "fim_suf_token_id", "fim_mid_token_id"];
      assert.deepEqual(numbers(...today), { hasTokens: true });
      assert.deepEqual(numbers("prefix_token_id", "suffix_token_id", "middle_token_id"), { hasTokens: true });
      assert.equal(numbers(...today.slice(1)), undefined);
    });

    it("and whether it reads everything anew", () => {
      assert.deepEqual(infillOf({ details: { family: "granitehybrid" } }), {
        architecture: "granitehybrid",
        keepsPrefix: false,
      });
    });

    it("and takes nothing of it that is not as it must be", () => {
      assert.equal(infillOf({ template: 5, model_info: { "general.basename": {} } }), undefined);
      assert.equal(infillOf({ model_info: { "general.basename": "x".repeat(41) } }), undefined);
      assert.equal(infillOf({ template: template + " ".repeat(20_000) }), undefined);
    });
  });

  it("and drops a model whose alias cannot be read: what is not listed is not used", () => {
    const models = [{ name: "a", remote_host: 5 }, { name: "b", remote_model: {} }, { name: "c" }];
    assert.deepEqual(
      listOf(ollama, { models }).map(({ name }) => name),
      ["c"],
    );
  });
});
