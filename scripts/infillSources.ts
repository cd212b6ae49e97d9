/** Where the spelling of a family's tokens comes from, and models of it by the names that servers list. */
export type InfillSource = { readonly source: string; readonly models: readonly string[] };

/** By family, for every row of `infillFamilies`. For whoever doubts a token. */
export const infillSources: Readonly<Record<string, InfillSource>> = {
  "qwen-coder": {
    source: "Qwen's examples for one file and for several; Ollama's template of qwen2.5-coder",
    models: ["qwen2.5-coder:1.5b", "qwen3-coder:30b"],
  },
  codeqwen: {
    source: "Qwen's example for several files, and its own benchmark of filling in",
    models: ["codeqwen:7b"],
  },
  "deepseek-coder": {
    source: "Ollama's template of deepseek-coder-v2; several files as DeepSeek's examples have them",
    models: ["deepseek-coder:6.7b-base", "deepseek-coder-v2:16b"],
  },
  starcoder2: {
    source: "the StarCoder2 paper, section 5; Ollama's template of starcoder2, without its line breaks",
    models: ["starcoder2:3b"],
  },
  starcoder: {
    source: "the model card of tiny_starcoder_py, as BigCode corrected it",
    models: ["starcoder:3b"],
  },
  "stable-code": {
    source: "its model card names the tokens; in StarCoder's spelling, which is not confirmed",
    models: ["stable-code:3b"],
  },
  codellama: {
    source:
      "the suffix-first prompt of Meta's reference code; Ollama's template has the same tokens and spaces",
    models: ["codellama:7b-code", "codellama:13b-code"],
  },
  codegemma: {
    source: "Google's page on the prompt structure of CodeGemma; Ollama's template of codegemma:code",
    models: ["codegemma:2b", "codegemma:7b-code"],
  },
  codestral: {
    source: "mistral-common; Ollama's template of codestral, without its blank",
    models: ["codestral:22b"],
  },
  mellum: {
    source: "the example for several files of the Mellum-4b-base model card",
    models: ["hf.co/JetBrains/Mellum-4b-base-gguf"],
  },
  "seed-coder": { source: "the Seed-Coder paper", models: ["hf.co/unsloth/Seed-Coder-8B-Base-GGUF"] },
  "granite-code": {
    source: "in StarCoder's spelling, whose tokenizer it has; not confirmed",
    models: ["granite-code:3b"],
  },
  granite: {
    source: "IBM's prompt engineering guide for Granite 4.0; not confirmed for 3.3",
    models: ["granite3.3:8b", "granite4:micro"],
  },
};
