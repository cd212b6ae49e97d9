import assert from "node:assert/strict";
import { formatModelRef, parseModelRef, type ModelRef } from "../../../src/terms/modelRef.ts";

describe("terms/modelRef", () => {
  function check(text: string, expected: ModelRef | undefined): void {
    it(`reads "${text}" as ${expected === undefined ? "no model" : `${expected.model} of ${expected.provider}`}`, () => {
      assert.deepEqual(parseModelRef(text), expected);
      if (expected !== undefined) assert.equal(formatModelRef(expected), text);
    });
  }

  check("ollama/qwen2.5-coder:7b", { provider: "ollama", model: "qwen2.5-coder:7b" });
  check("team/hf.co/a/b:Q4", { provider: "team", model: "hf.co/a/b:Q4" });
  check("ollama/", undefined);
  check("/model", undefined);
  check("model", undefined);
  check("", undefined);
});
