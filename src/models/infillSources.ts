/** Where the tokens of a family were read, and models of it by the names that servers list. */
export type InfillSource = { readonly read: string; readonly models: readonly string[] };

/** By family, for every row of `infillFamilies`. No program needs this: it is for whoever doubts a token. */
export const infillSources: Readonly<Record<string, InfillSource>> = {
  "qwen-coder": {
    read: "the Qwen2.5-Coder technical report and the repository's two examples for filling in",
    models: ["qwen2.5-coder:1.5b", "qwen3-coder:30b"],
  },
  codeqwen: { read: "the repository's example for CodeQwen1.5", models: ["codeqwen:7b"] },
  "deepseek-coder": {
    read: "the DeepSeek-Coder model card; Ollama's template of deepseek-coder-v2",
    models: ["deepseek-coder:6.7b-base", "deepseek-coder-v2:16b"],
  },
  starcoder2: {
    read: "the StarCoder2 paper, section 5; Ollama's template of starcoder2, without its line breaks",
    models: ["starcoder2:3b"],
  },
  starcoder: { read: "the StarCoder model card", models: ["starcoder:3b"] },
  "stable-code": { read: "the stable-code-3b model card", models: ["stable-code:3b"] },
  codellama: {
    read: "the Code Llama paper and its reference code, suffix first; the spaces are part of it",
    models: ["codellama:7b-code", "codellama:13b-code"],
  },
  codegemma: {
    read: "Google's page on the prompt structure of CodeGemma; Ollama's template of codegemma:code",
    models: ["codegemma:2b", "codegemma:7b-code"],
  },
  codestral: { read: "mistral-common, the encoding of a FIM request", models: ["codestral:22b"] },
  mellum: {
    read: "the Mellum-4b-base model card; the order after the Mellum paper",
    models: ["hf.co/JetBrains/Mellum-4b-base-gguf"],
  },
  "seed-coder": { read: "the Seed-Coder paper", models: ["hf.co/unsloth/Seed-Coder-8B-Base-GGUF"] },
  "granite-code": { read: "the Granite Code model card", models: ["granite-code:3b"] },
  granite: { read: "the Granite 3.3 and 4.0 model cards", models: ["granite3.3:8b", "granite4:micro"] },
};
