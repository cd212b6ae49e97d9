import assert from "node:assert/strict";
import type { KnownModel, KnownServer } from "../../../src/routing/knownServer.ts";
import { modelChoices } from "../../../src/setup/modelChoices.ts";
import { nameableProviders } from "../../../src/setup/nameableProviders.ts";
import { formatModelRef } from "../../../src/terms/modelRef.ts";
import { destination, lmStudio, ollama, openaiCloud, policy, routeTo } from "../../support/samples.ts";

describe("setup/modelChoices", () => {
  const up: KnownServer = {
    kind: "up",
    models: [
      { name: "qwen2.5-coder:1.5b", bytes: 986_061_892, generates: true },
      { name: "nomic-embed-text:latest", generates: false },
      { name: "innocent:latest", remoteHost: "https://ollama.com:443", generates: true },
      { name: "kimi-k2:cloud", generates: true },
    ],
  };

  it("offers what a server lists and can generate, and says what runs elsewhere", () => {
    assert.deepEqual(modelChoices(ollama, up), [
      {
        ref: { provider: "ollama", model: "qwen2.5-coder:1.5b" },
        model: "qwen2.5-coder:1.5b",
        detail: "Ollama · 986 MB · fills in code",
      },
      {
        ref: { provider: "ollama", model: "innocent:latest" },
        model: "innocent:latest",
        detail: "Ollama · runs on https://ollama.com:443",
      },
      {
        ref: { provider: "ollama", model: "kimi-k2:cloud" },
        model: "kimi-k2:cloud",
        detail: "Ollama · runs in Ollama's cloud",
      },
    ]);
  });

  it("says what came of trying a model, where it was tried", () => {
    const verdictOn = ({ name }: KnownModel): string | undefined =>
      name.startsWith("qwen") ? "tried: fills in" : undefined;
    assert.deepEqual(
      modelChoices(ollama, up, { verdictOn }).map(({ detail }) => detail.includes("tried")),
      [true, false, false],
    );
  });

  it("says what is known of a model, whether it is loaded, and how fast it answered last", () => {
    const model = {
      name: "llama3:8b",
      generates: true,
      bytes: 4_661_224_676,
      digest: "d1",
      parameters: "8.0B",
      quantisation: "Q4_0",
      contextTokens: 8192,
      can: { chat: true, tools: true, images: false },
    };
    const server: KnownServer = { kind: "up", models: [model, { ...model, name: "other", digest: "d2" }] };
    const besides = {
      loaded: new Set(["d1"]),
      speed: (name: string) => (name === "llama3:8b" ? 61.4 : undefined),
    };
    const common = "Ollama · 8.0B · Q4_0 · 4.7 GB · 8,192 tokens of context · calls tools";
    assert.deepEqual(
      modelChoices(ollama, server, besides).map(({ detail }) => detail),
      [`${common} · in memory · 61 tokens/s last`, common],
    );
  });

  it("offers what the settings name, once, whether the server is up or not", () => {
    const named = { ...lmStudio, models: ["a", "qwen2.5-coder:1.5b"] };
    assert.deepEqual(
      modelChoices(named, { kind: "down", reason: "unreachable" }).map(({ ref }) => formatModelRef(ref)),
      ["lm/a", "lm/qwen2.5-coder:1.5b"],
    );
    assert.equal(modelChoices(named, up).filter(({ model }) => model === "qwen2.5-coder:1.5b").length, 1);
  });
});

describe("setup/nameableProviders", () => {
  const parts = {
    providers: () => [
      ollama,
      lmStudio,
      openaiCloud,
      { ...openaiCloud, id: "team", label: "Team", url: "https://llm.example.com:8443/v1" },
    ],
    authority: () => undefined,
    ownAddresses: () => [],
    networkAddresses: () => [],
    declaredHosts: () => ["llm.example.com"],
    hostMachine: () => undefined,
    proxy: () => undefined,
    now: () => "2026-01-31T12:00:00.000Z",
    policy: { current: () => policy(), onDidChange: () => ({ dispose: () => undefined }) },
  };
  const openai = { label: "OpenAI", host: "api.openai.com", origin: "https://api.openai.com:443" };

  it("can name the clouds that are configured, and nothing that is the user's own", () => {
    assert.deepEqual(nameableProviders(parts, { ok: false, error: { kind: "unasked", provider: ollama } }), [
      openai,
    ]);
  });

  it("can name the cloud behind a local server while the chat's model runs there", () => {
    const via = destination({ class: "cloudViaDevice", host: "ollama.com" });
    assert.deepEqual(nameableProviders(parts, { ok: true, value: { route: routeTo(), destination: via } }), [
      openai,
      { label: "Ollama", host: "ollama.com", origin: "http://127.0.0.1:11434 to ollama.com" },
    ]);
    assert.deepEqual(
      nameableProviders(parts, { ok: true, value: { route: routeTo(), destination: destination() } }),
      [openai],
    );
  });
});
