import assert from "node:assert/strict";
import { errandWire } from "../../../src/gate/errandWire.ts";
import { presetOf, providerKinds } from "../../../src/settings/providerPresets.ts";
import { parseProviderUrl } from "../../../src/settings/serverUrl.ts";

function urlOf(text: string | undefined, kind: (typeof providerKinds)[number]): string {
  const url = parseProviderUrl(text, kind);
  return url.ok ? url.value : url.error;
}

describe("settings/providerPresets", () => {
  for (const kind of providerKinds) {
    it(`${kind} has an address of its own that it would write itself, or asks for one`, () => {
      const { url } = presetOf(kind);
      if (url === undefined) assert.match(urlOf(undefined, kind), /^is missing/);
      else assert.equal(urlOf(url, kind), url);
    });

    it(`${kind} that keeps a key from going over plain http listens here, or is reached over https`, () => {
      const { url, key } = presetOf(kind);
      if (key === "required" && url !== undefined) assert.match(url, /^https:/);
      else assert.match(url ?? "http://127.0.0.1", /^http:\/\/127\.0\.0\.1/);
    });
  }

  const read = [
    ["vllm", "http://127.0.0.1:8000", "http://127.0.0.1:8000/v1"],
    ["vllm", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/v1"],
    ["vllm", "http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1"],
    ["vllm", "http://127.0.0.1:8000/v1/v1", "http://127.0.0.1:8000/v1"],
    ["vllm", "https://llm.example.com/team/v1", "https://llm.example.com/team/v1"],
    ["vllm", "http://127.0.0.1:8000/v1/chat/completions", "http://127.0.0.1:8000/v1"],
    ["openaiCompatible", "http://127.0.0.1:4000/custom", "http://127.0.0.1:4000/custom"],
    ["openai", "https://api.openai.com", "https://api.openai.com/v1"],
    ["gemini", undefined, "https://generativelanguage.googleapis.com/v1beta/openai"],
    ["anthropic", "https://api.anthropic.com/v1", "https://api.anthropic.com"],
    ["anthropic", "https://api.anthropic.com/v1/messages", "https://api.anthropic.com"],
    ["ollama", "http://127.0.0.1:11434/v1", "http://127.0.0.1:11434"],
    ["azureOpenai", "https://team.openai.azure.com/openai/v1/", "https://team.openai.azure.com/openai/v1"],
  ] as const;
  for (const [kind, text, url] of read) {
    it(`reads ${text ?? "no address"} of ${kind} as ${url}`, () => {
      assert.equal(urlOf(text, kind), url);
    });
  }

  const refused = [
    ["openaiCompatible", undefined, "is missing; OpenAI-compatible server has no address of its own"],
    ["azureOpenai", undefined, "is missing; Azure OpenAI has no address of its own"],
    ["vllm", "127.0.0.1:8000", "must be a web address; did you mean http://127.0.0.1:8000?"],
    ["vllm", "llm.example.com/v1", "must be a web address; did you mean https://llm.example.com/v1?"],
    [
      "openai",
      "https://me:secret@api.openai.com/v1",
      "must not hold a user name or password; keys belong in Drawbridge: Set API Key",
    ],
  ] as const;
  for (const [kind, text, sentence] of refused) {
    it(`refuses ${text ?? "no address"} of ${kind} in one sentence`, () => {
      assert.equal(urlOf(text, kind), sentence);
    });
  }
});

describe("gate/errandWire", () => {
  const lists = [
    ["ollama", "http://127.0.0.1:11434", "/api/tags"],
    ["vllm", "http://127.0.0.1:8000/v1", "/v1/models"],
    ["gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "/v1beta/openai/models"],
    ["anthropic", "https://api.anthropic.com", "/v1/models?limit=1000"],
    ["lmStudio", "http://127.0.0.1:1234/v1", "/api/v0/models"],
  ] as const;
  for (const [kind, url, path] of lists) {
    it(`asks ${kind} for its models at ${path}`, () => {
      assert.deepEqual(errandWire({ kind: "list" }, kind, url), {
        method: "GET",
        path,
        body: new Uint8Array(),
      });
    });
  }
});
