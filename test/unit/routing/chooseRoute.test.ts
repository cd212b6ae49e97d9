import assert from "node:assert/strict";
import { readInfillTemplate } from "../../../src/models/infillTemplate.ts";
import { chooseRoute, type RouteFacts } from "../../../src/routing/chooseRoute.ts";
import { findModel, type KnownModel, type KnownServer } from "../../../src/routing/knownServer.ts";
import { lmStudio, ollama, openaiCloud } from "../../support/samples.ts";

const small: KnownModel = { name: "qwen2.5-coder:1.5b", bytes: 1e9, contextTokens: 32_768, generates: true };
const large: KnownModel = { name: "llama3:latest", bytes: 5e9, contextTokens: 4096, generates: true };
const embedding: KnownModel = { name: "nomic-embed-text:latest", bytes: 9e9, generates: false };
const alias: KnownModel = {
  name: "huge:latest",
  bytes: 9e9,
  remoteHost: "https://ollama.com:443",
  generates: true,
};
const cloudNamed: KnownModel = { name: "gpt-oss:20b-cloud", bytes: 9e9, generates: true };

const template = readInfillTemplate("<P>{{ .Prompt }}<S>{{ .Suffix }}<M>");
assert.ok(template);

function up(...models: readonly KnownModel[]): KnownServer {
  return { kind: "up", version: "0.24.0", models };
}

const down = (reason: Extract<KnownServer, { kind: "down" }>["reason"]): KnownServer => ({
  kind: "down",
  reason,
});

describe("routing/chooseRoute", () => {
  /** `expected` is the model that is chosen, or the kind of the reason why there is none. */
  function check(name: string, server: KnownServer, facts: Partial<RouteFacts>, expected: string): void {
    it(`${name}: ${expected}`, () => {
      const providers = [ollama, lmStudio, openaiCloud];
      const chosen = chooseRoute({
        task: "chat",
        chosen: undefined,
        providers,
        known: () => server,
        ...facts,
      });
      assert.equal(chosen.ok ? chosen.value.model : chosen.error.kind, expected);
    });
  }

  const pick = (provider: string, model: string): Partial<RouteFacts> => ({ chosen: { provider, model } });
  const completion: Partial<RouteFacts> = { task: "completion" };

  check("chat takes the largest model", up(small, large), {}, "llama3:latest");
  check("an edit takes the largest model", up(small, large), { task: "edit" }, "llama3:latest");
  check("a commit message takes the largest model", up(small, large), { task: "commit" }, "llama3:latest");
  check(
    "completion takes the smallest that fills in",
    up({ ...small, name: "qwen2.5-coder:7b", bytes: 4e9 }, large, small),
    completion,
    "qwen2.5-coder:1.5b",
  );
  check(
    "a tie goes by name",
    up({ ...large, name: "b:latest" }, { ...large, name: "a:latest" }),
    {},
    "a:latest",
  );
  check("embedding models do not chat", up(embedding), {}, "noModel");
  check("completion needs a model that fills in", up(large), completion, "noModel");
  check(
    "a model with a template of its own for filling in suits completion",
    up({ ...large, infill: { template } }),
    completion,
    "llama3:latest",
  );
  check("nobody is given a forwarded model unasked", up(alias, cloudNamed, small), {}, "qwen2.5-coder:1.5b");
  check("not even when there is nothing else", up(alias, cloudNamed), {}, "noModel");
  check("an empty server", up(), {}, "noModel");
  check("a server nobody asked", { kind: "unasked" }, {}, "unasked");
  check("a server that is down", down("unreachable"), {}, "serverDown");
  check("a server out of reach, nothing chosen", down("notAllowed"), {}, "serverDown");

  check("a listed choice", up(small, large), pick("ollama", "llama3"), "llama3:latest");
  check("a choice with its tag", up(small, large), pick("ollama", "llama3:latest"), "llama3:latest");
  check("a chosen alias, for the gate to judge", up(alias), pick("ollama", "huge"), "huge:latest");
  check("a choice the server does not have", up(small), pick("ollama", "llama3"), "modelNotListed");
  check("the same name with another tag", up(large), pick("ollama", "llama3:8b"), "modelNotListed");
  check(
    "a chosen cloud name, for the gate to judge",
    up(small),
    pick("ollama", "kimi-k2:cloud"),
    "kimi-k2:cloud",
  );
  check("a choice of a server that is down", down("unreachable"), pick("ollama", "llama3"), "serverDown");
  check(
    "a choice out of reach, for the gate to judge",
    down("notAllowed"),
    pick("ollama", "llama3"),
    "llama3",
  );
  check(
    "a choice that waits for a confirmation, for the gate to judge",
    down("needsConfirmation"),
    pick("ollama", "llama3"),
    "llama3",
  );
  check("a choice of a server nobody asked", { kind: "unasked" }, pick("ollama", "llama3"), "llama3");
  check(
    "a choice of another kind of server, which need not be asked first, though it was down",
    down("unreachable"),
    pick("lm", "any-model"),
    "any-model",
  );
  check("a choice of a provider that is not there", up(small), pick("team", "llama3"), "providerUnknown");
  check("no providers at all", up(small), { providers: [] }, "providerUnknown");
  // Only Ollama's list is complete: elsewhere a model may be there without being listed.
  check("a choice that another kind of server does not list", up(), pick("lm", "any-model"), "any-model");

  for (const kind of ["transformers", "openai", "anthropic"] as const) {
    const chats = { ...lmStudio, kind };
    const facts = { ...completion, providers: [chats] };
    check(`an API that only chats (${kind}) is no choice for completion`, up(small), facts, "cannotComplete");
    const picked = { ...facts, ...pick("lm", "qwen2.5-coder:1.5b") };
    check(`not even the user's own (${kind})`, up(small), picked, "cannotComplete");
    const chat = { ...picked, task: "chat" as const };
    check(`but it chats (${kind})`, up(small), chat, "qwen2.5-coder:1.5b");
  }

  const embeds = { task: "embed" } as const;
  const minilm: KnownModel = { name: "all-minilm:latest", bytes: 4e7, generates: false };
  check("the smallest that makes embeddings by its name", up(small, embedding, minilm), embeds, minilm.name);
  check("none that only chats", up(small, large), embeds, "noModel");
  const says = (embeddings: boolean): KnownModel => ({ ...minilm, can: { embeddings } });
  check("what the server says counts more than a name", up(says(false), embedding), embeds, embedding.name);
  check("a model of any name that says so", up(small, { ...says(true), name: "mine" }), embeds, "mine");
  const alsoCloud: KnownModel = { ...embedding, remoteHost: "https://ollama.com:443" };
  check("none that is forwarded", up(alsoCloud), embeds, "noModel");

  it("carries all the context that a server tells which is not asked for one", () => {
    const route = (contextTokens?: number): number | undefined => {
      const model = { name: "m", generates: true, ...(contextTokens !== undefined && { contextTokens }) };
      const facts: RouteFacts = {
        task: "chat",
        ...{ chosen: { provider: "lm", model: "m" } },
        providers: [lmStudio],
        known: () => up(model),
      };
      const chosen = chooseRoute(facts);
      return chosen.ok ? chosen.value.contextTokens : undefined;
    };
    assert.deepEqual([route(131_072), route(4096), route()], [131_072, 4096, 8192]);
  });

  it("carries the model's own context as far as it is asked for", () => {
    const contexts = [small, large].map((model) => {
      const route = chooseRoute({
        task: "chat",
        chosen: undefined,
        providers: [ollama],
        known: () => up(model),
      });
      return route.ok ? route.value.contextTokens : 0;
    });
    assert.deepEqual(contexts, [8192, 4096]);
  });

  it("names the server that could not be used", () => {
    const route = chooseRoute({
      task: "chat",
      ...pick("ollama", "m"),
      providers: [ollama, lmStudio],
      known: () => down("unauthorized"),
    } as RouteFacts);
    assert.deepEqual(route, {
      ok: false,
      error: { kind: "serverDown", provider: ollama, reason: "unauthorized" },
    });
  });
});

describe("routing/knownServer", () => {
  function check(listed: string, asked: string, expected: boolean): void {
    it(`${asked} is ${expected ? "" : "not "}the listed ${listed}`, () => {
      const server = { kind: "up" as const, models: [{ ...small, name: listed }] };
      assert.equal(findModel(server, asked) !== undefined, expected);
    });
  }

  check("llama3:latest", "llama3", true);
  check("llama3", "llama3:latest", true);
  check("llama3:8b", "llama3", false);
  check("hf.co/a/b:latest", "hf.co/a/b", true);
  check("localhost:5000/a/b:latest", "localhost:5000/a/b", true);
  check("llama3:latest", "library/llama3", false);
  check("llama3:latest", "llama3 ", false);
});
