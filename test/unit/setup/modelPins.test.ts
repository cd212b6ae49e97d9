import assert from "node:assert/strict";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import { ModelPins, movedSentence } from "../../../src/setup/modelPins.ts";
import { storeInMemory } from "../../support/stores.ts";

const ref = { provider: "ollama", model: "llama3:8b" };
const [before, after] = ["365c0bd3c000".padEnd(64, "0"), "46e0c10c039e".padEnd(64, "0")];
const listing = (digest?: string): KnownServer => ({
  kind: "up",
  models: [{ name: "llama3:8b", generates: true, ...(digest !== undefined && { digest }) }],
});

describe("setup/modelPins", () => {
  it("tells once in a window that a tag has moved, and again when it moves on", async () => {
    const pins = new ModelPins(storeInMemory());
    await pins.pin(ref, before);
    assert.deepEqual(pins.moved("ollama", listing(before)), []);
    assert.deepEqual(pins.moved("ollama", listing(after)), [{ ref, from: before, to: after }]);
    assert.deepEqual(pins.moved("ollama", listing(after)), []);
    assert.equal(pins.moved("ollama", listing("f".repeat(64))).length, 1);
  });

  it("says nothing of another provider's model, of a list without digests, and of a server that is down", async () => {
    const pins = new ModelPins(storeInMemory());
    await pins.pin(ref, before);
    await pins.pin({ ...ref, model: "other" }, undefined);
    assert.deepEqual(pins.moved("team", listing(after)), []);
    assert.deepEqual(pins.moved("ollama", listing()), []);
    assert.deepEqual(pins.moved("ollama", { kind: "down", reason: "unreachable" }), []);
  });

  it("is told what a model is now, and forgets it when asked to", async () => {
    const pins = new ModelPins(storeInMemory());
    await pins.pin(ref, before);
    await pins.pin(ref, after);
    assert.equal(pins.pinned(ref), after);
    await pins.unpin(ref);
    assert.equal(pins.pinned(ref), undefined);
  });

  it("pins nothing by what it cannot read", () => {
    const store = storeInMemory({
      "drawbridge.modelPin ollama/a": 5,
      "drawbridge.modelPin ollama/b": { digest: 5 },
    });
    assert.deepEqual(new ModelPins(store).moved("ollama", listing(after)), []);
  });

  it("names both by twelve digits", () => {
    assert.equal(
      movedSentence({ ref, from: before, to: `sha256:${after}` }),
      "llama3:8b is another model now (365c0bd3c000 → 46e0c10c039e). Its tag has moved.",
    );
  });
});
