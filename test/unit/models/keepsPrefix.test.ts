import assert from "node:assert/strict";
import { keepsPrefix } from "../../../src/models/keepsPrefix.ts";

describe("models/keepsPrefix", () => {
  for (const architecture of [
    "granitehybrid",
    "mamba2",
    "rwkv7",
    "qwen3next",
    "lfm2",
    "nemotron_h",
    "falcon-h1",
  ])
    it(`warns of ${architecture}, whose state cannot be taken back`, () => {
      assert.equal(keepsPrefix(architecture), false);
    });

  for (const architecture of ["qwen2", "qwen3moe", "llama", "starcoder2", "granite", "deepseek2", undefined])
    it(`has nothing against ${architecture ?? "an architecture that was not told"}`, () => {
      assert.equal(keepsPrefix(architecture, { "llama.context_length": 8192 }), undefined);
    });

  it("warns of a state-space part, whatever the architecture is called", () => {
    assert.equal(keepsPrefix("new", { "new.ssm.state_size": 128 }), false);
  });

  it("warns of attention to a window that is shorter than the context", () => {
    const info = (window: unknown): Readonly<Record<string, unknown>> => ({
      "gemma3.context_length": 131_072,
      "gemma3.attention.sliding_window": window,
    });
    assert.equal(keepsPrefix("gemma3", info(1024)), false);
    for (const window of [131_072, 0, "1024", null])
      assert.equal(keepsPrefix("gemma3", info(window)), undefined);
  });
});
