import assert from "node:assert/strict";
import { isCloudName } from "../../../src/destinations/cloudName.ts";

describe("destinations/cloudName", () => {
  function check(model: string, expected: boolean): void {
    it(`${JSON.stringify(model)} ${expected ? "means Ollama's cloud" : "does not mean a cloud"}`, () => {
      assert.equal(isCloudName(model), expected);
    });
  }

  // The cases of Ollama's own tests of its rule.
  check("gpt-oss:20b:cloud", true);
  check("gpt-oss:20b-cloud", true);
  check("qwen3:cloud", true);
  check("localhost:11434/library/foo:cloud", true);
  check("qwen3:8b:local", false);
  check("llama3.2", false);
  check("my-cloud-model", false);
  check("foo:bar-cloud/baz", false);
  check("   ", false);
  // Ollama refuses a name with both: it is no name of a local model either.
  check("foo:cloud:local", true);
  check("gpt-oss:20b-cloud:local", true);
  // Letter case and blanks, which Ollama takes away on both sides of the name and of its tag.
  check("KIMI-K2:CLOUD", true);
  check(" kimi-k2:cloud\n", true);
  check("kimi-k2: cloud", true);
  check("kimi-k2:20b-Cloud ", true);
  check("kimi-k2:cloud\u0085", true);
  check("kimi-k2:cloud\u00A0", true);
  check("cloudy:7b", false);
  check("cloud:7b", false);
  check("nomic/cloud-embed:1b", false);
});
