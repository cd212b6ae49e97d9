import assert from "node:assert/strict";
import { documentsDraft, questionDraft } from "../../../src/prompt/embedDraft.ts";
import { ollama } from "../../../src/providers/ollama.ts";
import { openai } from "../../../src/providers/openai.ts";
import type { Delta, Provider } from "../../../src/providers/provider.ts";
import { fakeAnswer } from "../../support/fakeAnswer.ts";
import { attachment, collect, lmStudio, pieces, routeTo } from "../../support/samples.ts";

describe("providers/embeddings", () => {
  const draft = documentsDraft([attachment("a.ts", "let a;"), attachment("größer.ts", "let b;")], "bge-m3");
  const routes = {
    ollama: routeTo({ task: "embed", wireModel: "bge-m3:latest:local" }),
    openai: routeTo({ task: "embed", provider: lmStudio, wireModel: "bge-m3" }),
  };
  async function wire(provider: Provider, route: keyof typeof routes): Promise<string> {
    const { method, path, body } = await provider.encode(draft, routes[route]);
    return `${method} ${path} ${Buffer.from(body).toString()}`;
  }
  async function decoded(
    name: keyof typeof routes,
    answer: Parameters<typeof fakeAnswer>[0],
  ): Promise<readonly Delta[]> {
    const provider = { ollama, openai }[name];
    const wireRequest = await provider.encode(draft, routes[name]);
    const exchange = { draft, route: routes[name], wire: wireRequest, answer: fakeAnswer(answer) };
    return collect(provider.decode(exchange));
  }
  const said = (body: unknown) => ({ body: pieces(JSON.stringify(body)) });
  const failure = (deltas: readonly Delta[]): string => {
    const [only, ...more] = deltas;
    assert.deepEqual(more, []);
    return only?.kind === "failed" ? only.failure.kind : (only?.kind ?? "nothing");
  };

  it("are asked of an Ollama byte for byte: its context is named, and what is too long is cut", async () => {
    assert.equal(
      await wire(ollama, "ollama"),
      'POST /api/embed {"model":"bge-m3:latest:local","input":["a.ts\\nlet a;","größer.ts\\nlet b;"],' +
        '"truncate":true,"keep_alive":"30m","options":{"num_ctx":4096}}',
    );
  });

  it("are asked of a server that speaks the OpenAI API byte for byte, as numbers", async () => {
    assert.equal(
      await wire(openai, "openai"),
      'POST /v1/embeddings {"model":"bge-m3","input":["a.ts\\nlet a;","größer.ts\\nlet b;"],"encoding_format":"float"}',
    );
  });

  it("have what the model was trained to have in front of a document, and of a question", async () => {
    const route = routeTo({ task: "embed" });
    const body = async (asked: typeof draft) =>
      Buffer.from((await ollama.encode(asked, route)).body).toString();
    const document = documentsDraft([attachment("a.ts", "let a;")], "nomic-embed-text:latest");
    assert.ok((await body(document)).includes('["search_document: a.ts\\nlet a;"]'));
    const question = questionDraft("Why?", "nomic-embed-text:latest");
    assert.ok((await body(question)).includes('["search_query: Why?"]'));
  });

  it("are read from an Ollama's answer, with what it counted", async () => {
    const embeddings = [
      [1, 0],
      [0, 0.5],
    ];
    assert.deepEqual(await decoded("ollama", said({ model: "m", embeddings, prompt_eval_count: 7 })), [
      { kind: "vectors", vectors: embeddings },
      { kind: "end", reason: "stop", usage: { promptTokens: 7 } },
    ]);
  });

  it("are put in the order of the texts, whatever order they come in", async () => {
    const data = [
      { index: 1, embedding: [0, 1] },
      { index: 0, embedding: [1, 0] },
    ];
    const [first] = await decoded("openai", said({ data, usage: null }));
    assert.deepEqual(first?.kind === "vectors" && first.vectors, [
      [1, 0],
      [0, 1],
    ]);
  });

  it("are none when another host made them", async () => {
    const embeddings = [[1], [1]];
    const answer = said({ embeddings, remote_host: "https://ollama.com:443" });
    assert.equal(failure(await decoded("ollama", answer)), "forwarded");
  });

  for (const [words, embeddings] of [
    ["too few", [[1, 0]]],
    ["of different lengths", [[1, 0], [1]]],
    ["empty", [[], []]],
    ["too long", [new Array(9000).fill(1), new Array(9000).fill(1)]],
    ["no numbers", [["1"], ["2"]]],
    ["missing", undefined],
  ] as const)
    it(`are malformed when they are ${words}`, async () => {
      assert.equal(failure(await decoded("ollama", said({ embeddings }))), "malformed");
    });

  it("fail as the server says it", async () => {
    const body = { error: 'model "m" not found, try pulling it first' };
    assert.equal(failure(await decoded("ollama", { status: 404, ...said(body) })), "modelMissing");
  });
});
