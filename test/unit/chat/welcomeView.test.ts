import assert from "node:assert/strict";
import { ok } from "../../../src/base/result.ts";
import { welcomeView } from "../../../src/chat/welcomeView.ts";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import { destination, routeTo } from "../../support/samples.ts";

describe("chat/welcomeView", () => {
  it("says what was found with the size that the model has everywhere", () => {
    const found = (bytes: number): string => {
      const server: KnownServer = {
        kind: "up",
        version: "0.24.0",
        models: [{ name: "m:1b", bytes, generates: true }],
      };
      const outlook = ok({ route: routeTo({ model: "m:1b" }), destination: destination() });
      return welcomeView({ outlook, server }).found;
    };
    assert.equal(found(91_000_000), "Ollama 0.24.0 · m:1b · 91 MB");
    assert.equal(found(4_661_224_676), "Ollama 0.24.0 · m:1b · 4.7 GB");
  });
});
