import assert from "node:assert/strict";
import { infillFormat } from "../../../src/models/infill.ts";
import { usableContext } from "../../../src/models/usableContext.ts";

describe("models/infill", () => {
  function check(model: string, family: string | undefined): void {
    it(`${model} ${family === undefined ? "is not asked to fill in" : `fills in like ${family}`}`, () => {
      assert.equal(infillFormat(model)?.family, family);
    });
  }

  check("qwen2.5-coder:1.5b", "qwen-coder");
  check("qwen2.5-coder:7b-base-q4_K_M", "qwen-coder");
  check("qwen3-coder:30b", "qwen-coder");
  check("hf.co/bartowski/Qwen2.5-Coder-7B-GGUF", "qwen-coder");
  check("hf.co/bartowski/Qwen2.5-Coder-7B-GGUF:Q4_K_M", "qwen-coder");
  check("qwen2.5:7b", undefined);
  check("qwen3:8b", undefined);
  check("codeqwen:7b", "codeqwen");
  check("deepseek-coder:6.7b-base", "deepseek-coder");
  check("deepseek-coder-v2", "deepseek-coder");
  check("deepseek-r1:7b", undefined);
  check("starcoder2:3b", "starcoder");
  check("stable-code:3b", "starcoder");
  check("codellama:7b-code", "codellama");
  check("codellama:code", "codellama");
  check("codellama:7b", undefined);
  check("codellama:7b-instruct", undefined);
  check("codegemma:2b", "codegemma");
  check("codegemma:7b-code", "codegemma");
  check("codegemma:7b-instruct", undefined);
  check("granite-code:3b", "granite-code");
  check("llama3", undefined);
  check("smollm2:135m", undefined);
  check("my-qwen2.5-coder-notes", undefined);
  check("", undefined);

  it("stops at the tokens it asks with, whatever blanks they are written with", () => {
    assert.deepEqual(infillFormat("codellama:7b-code")?.stop, ["<EOT>", "<PRE>", "<SUF>", "<MID>"]);
    const { prefix, suffix, middle, stop = [] } = infillFormat("qwen2.5-coder:1.5b") ?? {};
    for (const token of [prefix, suffix, middle]) assert.ok(stop.includes(token ?? ""), token);
  });

  it("asks for as much context as a model has, of Ollama for no more than a machine can hold", () => {
    assert.deepEqual([2048, 8192, 131_072, undefined].map(usableContext), [2048, 8192, 8192, 8192]);
  });
});
