import assert from "node:assert/strict";
import { detectInfill } from "../../../src/models/detectInfill.ts";
import { readInfillTemplate } from "../../../src/models/infillTemplate.ts";
import type { InfillSubject } from "../../../src/models/knownInfill.ts";

/** `family (how it is known)`, or why the model only continues a text. */
function found(model: InfillSubject): string {
  const infill = detectInfill(model);
  return infill.kind === "known" ? `${infill.format.family} (${infill.by})` : infill.why;
}

const template = readInfillTemplate("<PRE> {{ .Prompt }} <SUF>{{ .Suffix }} <MID>");
assert.ok(template);

describe("models/detectInfill", () => {
  function check(name: string, expected: string): void {
    it(`takes ${name === "" ? "a model without a name" : name} for ${expected}`, () => {
      assert.equal(found({ name }), expected);
    });
  }

  check("qwen2.5-coder:1.5b", "qwen-coder (name)");
  check("qwen2.5-coder:7b-base-q4_K_M", "qwen-coder (name)");
  check("qwen3-coder:30b", "qwen-coder (name)");
  check("hf.co/bartowski/Qwen2.5-Coder-7B-GGUF:Q4_K_M", "qwen-coder (name)");
  check("qwen2.5:7b", "noSign");
  check("qwen3:8b", "noSign");
  check("my-qwen2.5-coder-notes", "noSign");
  check("codeqwen:7b", "codeqwen (name)");
  check("deepseek-coder:6.7b-base", "deepseek-coder (name)");
  check("deepseek-coder-v2", "deepseek-coder (name)");
  check("deepseek-r1:7b", "noSign");
  check("starcoder2:3b", "starcoder2 (name)");
  check("starcoder2:15b-instruct", "otherVariant");
  check("starcoder:7b", "starcoder (name)");
  check("hf.co/someone/tiny_starcoder_py-GGUF", "starcoder (name)");
  check("stable-code:3b", "stable-code (name)");
  check("stable-code:3b-instruct", "otherVariant");
  check("codellama:code", "codellama (name)");
  check("codellama:7b-code-q4_K_M", "codellama (name)");
  check("hf.co/TheBloke/CodeLlama-13B-GGUF:Q4_K_M", "codellama (name)");
  check("codellama:7b", "otherVariant");
  check("codellama:13b-instruct", "otherVariant");
  check("codellama:34b-code", "otherVariant");
  check("codellama:7b-python", "otherVariant");
  check("hf.co/TheBloke/CodeLlama-7B-Instruct-GGUF", "otherVariant");
  check("codegemma:2b", "codegemma (name)");
  check("codegemma:7b-code", "codegemma (name)");
  check("hf.co/google/codegemma-7b-GGUF", "codegemma (name)");
  check("codegemma:7b", "otherVariant");
  check("codegemma:7b-instruct", "otherVariant");
  check("codestral:22b", "codestral (name)");
  check("mamba-codestral:7b", "noSign");
  check("hf.co/JetBrains/Mellum-4b-sft-python-gguf", "mellum (name)");
  check("seed-coder-8b-base", "seed-coder (name)");
  check("seed-coder-8b-instruct", "otherVariant");
  check("granite-code:3b", "granite-code (name)");
  check("hf.co/ibm-granite/granite-8b-code-base-4k-GGUF", "granite-code (name)");
  check("granite3.3:8b", "granite (name)");
  check("granite4:micro", "granite (name)");
  check("hf.co/ibm-granite/granite-4.0-micro-GGUF", "granite (name)");
  check("granite3.1-dense:8b", "noSign");
  check("granite4.2:8b", "noSign");
  check("llama3", "noSign");
  check("smollm2:135m", "noSign");
  check("", "noSign");

  it("asks next what the weights call themselves, whatever the model is called here", () => {
    assert.equal(
      found({ name: "helper", infill: { base: "Qwen2.5-Coder-7B-Instruct" } }),
      "qwen-coder (base)",
    );
    assert.equal(found({ name: "helper", infill: { base: "CodeLlama-7B" } }), "codellama (base)");
    assert.equal(found({ name: "helper", infill: { base: "CodeLlama-7B-Instruct" } }), "otherVariant");
  });

  it("takes an architecture for a sign only where one family has it, and no chat was trained upon it", () => {
    const infill = { architecture: "starcoder2" };
    assert.equal(found({ name: "helper", infill }), "starcoder2 (architecture)");
    assert.equal(found({ name: "helper-instruct", infill }), "noSign");
    assert.equal(
      found({ name: "helper", infill: { ...infill, base: "starcoder2-15B-instruct" } }),
      "otherVariant",
    );
    assert.equal(found({ name: "helper", infill: { architecture: "qwen2" } }), "noSign");
  });

  it("takes the server's own template where nothing else is known, also for a variant that has lost it elsewhere", () => {
    for (const name of ["helper", "codellama:7b-instruct"])
      assert.equal(found({ name, infill: { template } }), "its own template (template)");
    assert.equal(found({ name: "codellama:7b-code", infill: { template } }), "codellama (name)");
  });

  it("guesses nothing where a server only says that a model fills in, or that its vocabulary has tokens for it", () => {
    assert.equal(found({ name: "helper", can: { infill: true } }), "unspelled");
    assert.equal(found({ name: "helper", infill: { hasTokens: true } }), "unspelled");
  });

  it("believes a server that says no", () => {
    assert.equal(found({ name: "codestral-embed", can: { infill: false } }), "toldNot");
  });
});
