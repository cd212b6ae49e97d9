import assert from "node:assert/strict";
import { welcomeView } from "../../../src/chat/welcomeView.ts";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import { ollama } from "../../support/samples.ts";

describe("chat/welcomeView", () => {
  it("says what was found with the size that the model has everywhere", () => {
    const found = (bytes: number): string => {
      const server: KnownServer = {
        kind: "up",
        version: "0.24.0",
        models: [{ name: "m:1b", bytes, generates: true }],
      };
      const outlook = { ok: true, value: { route: { provider: ollama, model: "m:1b" } } };
      return welcomeView({ outlook, server } as unknown as Parameters<typeof welcomeView>[0]).found;
    };
    assert.equal(found(91_000_000), "Ollama 0.24.0 · m:1b · 91 MB");
    assert.equal(found(4_661_224_676), "Ollama 0.24.0 · m:1b · 4.7 GB");
  });
});
