import assert from "node:assert/strict";
import { isModelName, registryOf } from "../../../src/terms/modelName.ts";

describe("terms/modelName", () => {
  for (const name of [
    "llama3",
    "qwen2.5-coder:1.5b",
    "someone/model:latest",
    "hf.co/someone/Model-GGUF:Q4_K_M",
    "registry.example:5000/team/model",
    "m:Q8_0",
    "_x/_y:_z",
  ])
    it(`takes ${name} for a name`, () => {
      assert.equal(isModelName(name), true);
    });

  for (const name of [
    "",
    " llama3",
    "llama3 ",
    "llama 3",
    "https://ollama.com/library/llama3",
    "llama3@sha256:00",
    "a/b/c/d",
    "a:b:c",
    ":8b",
    "llama3:",
    "../etc/passwd",
    "lläma",
    "llama\u20283",
    "x".repeat(90),
    `${"a".repeat(79)}/${"b".repeat(79)}:${"c".repeat(79)}`,
  ])
    it(`does not take ${JSON.stringify(name).slice(0, 50)} for a name`, () => {
      assert.equal(isModelName(name), false);
    });

  it("names the host that a model would be fetched from", () => {
    assert.deepEqual(["llama3", "someone/model", "hf.co/someone/model:Q4"].map(registryOf), [
      "registry.ollama.ai",
      "registry.ollama.ai",
      "hf.co",
    ]);
  });
});
