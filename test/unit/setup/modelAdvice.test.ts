import assert from "node:assert/strict";
import { detectInfill } from "../../../src/models/detectInfill.ts";
import { ollamaProvider, type ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { modelAdvice } from "../../../src/setup/modelAdvice.ts";

const here = ollamaProvider("http://127.0.0.1:11434");
const engine: ProviderConfig = { ...here, id: "engine", label: "Development engine" };
const studio: ProviderConfig = { ...here, id: "lm", kind: "openaiCompatible", label: "LM Studio" };

describe("setup/modelAdvice", () => {
  for (const task of ["chat", "completion"] as const)
    it(`names a model for ${task} with its size, and the command that brings it`, () => {
      const { sentence, command } = modelAdvice(here, task);
      assert.match(sentence, /^"ollama pull (\S+)" brings a model that .+ \(\d\.\d GB\)/);
      assert.ok(sentence.includes(command ?? "nothing"));
      assert.equal(detectInfill({ name: command?.split(" ").at(-1) ?? "" }).kind, "known");
    });

  it("says on which machine the command belongs", () => {
    assert.match(
      modelAdvice(ollamaProvider("http://gpu-box:11434"), "chat").sentence,
      /^On the machine at gpu-box:11434: "ollama pull/,
    );
  });

  it("does not take every server that speaks Ollama's protocol for an Ollama", () => {
    assert.match(
      modelAdvice(engine, "chat").sentence,
      /^If Development engine is an Ollama: .+ Any other server has the models that it was started with\.$/,
    );
  });

  it("knows no command for a server of another kind", () => {
    assert.deepEqual(modelAdvice(studio, "completion"), {
      sentence:
        "Load a model that fills in code, such as qwen2.5-coder:1.5b, in LM Studio, or name one of its models in drawbridge.providers.",
    });
    assert.equal(
      modelAdvice(studio, "chat").sentence,
      "Load a model in LM Studio, or name one of its models in drawbridge.providers.",
    );
  });
});
