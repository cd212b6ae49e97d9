import assert from "node:assert/strict";
import type { KnownModel } from "../../../src/routing/knownServer.ts";
import { infillAdvice, type InfillAdviceFacts } from "../../../src/setup/infillAdvice.ts";
import { lmStudio, ollama } from "../../support/samples.ts";

const model = (name: string, changes: Partial<KnownModel> = {}): KnownModel => ({
  name,
  generates: true,
  ...changes,
});
const advice = (name: string, facts: Partial<InfillAdviceFacts> = {}): ReturnType<typeof infillAdvice> =>
  infillAdvice(model(name), { provider: ollama, models: [], ...facts });

describe("setup/infillAdvice", () => {
  it("has none for a model that fills in", () => {
    assert.equal(advice("qwen2.5-coder:7b"), undefined);
  });

  it("names the quickest model that is there and fills in", () => {
    const models = [
      model("llama3"),
      model("qwen2.5-coder:7b", { bytes: 4e9 }),
      model("starcoder2:3b", { bytes: 2e9 }),
      model("codestral:cloud"),
    ];
    assert.deepEqual(advice("llama3", { models }), {
      sentence:
        "llama3 is not known to fill in code: it only continues what stands before the position. starcoder2:3b, which is there already, fills in.",
      action: { kind: "choose", model: "starcoder2:3b", label: "Use starcoder2:3b" },
    });
  });

  it("offers to get one where none is there", () => {
    assert.deepEqual(advice("codellama:7b-instruct", { models: [model("llama3")] }), {
      sentence:
        "codellama:7b-instruct does not fill in code; other variants of it do: it only continues what stands before the position. qwen2.5-coder:1.5b fills in (986 MB to download).",
      action: { kind: "pull", model: "qwen2.5-coder:1.5b", label: "Get qwen2.5-coder:1.5b" },
    });
  });

  it("has no button for a server that takes its models another way", () => {
    const { sentence = "", action } = advice("llama3", { provider: lmStudio }) ?? {};
    assert.match(sentence, /Load a model that fills in code, such as qwen2\.5-coder:1\.5b, in LM Studio/);
    assert.equal(action, undefined);
  });

  it("does not say that a model does not fill in where that is only unknown", () => {
    const { sentence } =
      infillAdvice(model("helper", { can: { infill: true } }), { provider: ollama, models: [] }) ?? {};
    assert.match(sentence ?? "", /^helper may fill in code, but how it is asked to is not known: /);
  });
});
