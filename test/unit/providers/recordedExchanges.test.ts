import assert from "node:assert/strict";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { completionAt } from "../../support/completionAt.ts";
import { ollama } from "../../../src/providers/ollama.ts";
import { openai } from "../../../src/providers/openai.ts";
import type { Delta, Provider, ProviderFailure } from "../../../src/providers/provider.ts";
import type { Question } from "../../../src/terms/errand.ts";
import { fakeAnswer } from "../../support/fakeAnswer.ts";
import {
  readRecording,
  recordedExchange,
  type RecordedExchange,
  type RecordedPhase,
} from "../../support/recordedExchanges.ts";
import { collect, destination, routeTo, snapshot } from "../../support/samples.ts";

const route = routeTo();
const chat = chatDraft([{ question: "Why?", answer: "", attachments: [] }], route, () => false);
const completion = completionAt(snapshot("a█"), route);
const phases: readonly RecordedPhase[] = ["base", "cloud", "nocloud", "stub"];

/** Every recorded answer to one kind of request whose body was kept whole. */
function recorded(method: string, path: string): readonly (readonly [string, RecordedExchange])[] {
  return phases.flatMap((phase) =>
    readRecording(phase)
      .filter((exchange) => exchange.method === method && exchange.path === path && !exchange.cut)
      .map((exchange) => [`${phase}: ${exchange.name}`, exchange] as const),
  );
}

const errandsByPath: Readonly<Record<string, Question>> = {
  "GET /api/version": { kind: "version" },
  "GET /api/status": { kind: "status" },
  "GET /api/tags": { kind: "list" },
  "GET /api/ps": { kind: "loaded" },
  "POST /api/show": { kind: "show", model: "m" },
};

/** What a client must make of an error, told by its status and body alone. */
function expectedFailure({ status, body, contentType }: RecordedExchange): ProviderFailure["kind"] {
  if (status === 404)
    return contentType?.startsWith("application/json") === true ? "modelMissing" : "malformed";
  return body.includes("exceeds the context length") ? "contextTooLong" : "serverError";
}

async function decoded(
  provider: Provider,
  draft: typeof chat,
  exchange: RecordedExchange,
): Promise<readonly Delta[]> {
  const wire = await provider.encode(draft, route);
  const { status, body, contentType } = exchange;
  // Two of the recorded answers came from a cloud: whoever agreed to that one is not told off for it.
  const via = destination({ class: "cloudViaDevice", host: "ollama.com" });
  const answer = fakeAnswer({
    status,
    text: body,
    destination: via,
    headers: { "content-type": contentType ?? "" },
  });
  return collect(provider.decode({ draft, route, wire, answer }));
}

describe("a real Ollama's answers", () => {
  for (const [key, errand] of Object.entries(errandsByPath)) {
    const [method = "", path = ""] = key.split(" ");
    it(`to ${key} are all understood`, () => {
      const exchanges = recorded(method, path);
      assert.notEqual(exchanges.length, 0);
      for (const [name, exchange] of exchanges) {
        const read = ollama.readErrand(errand, exchange);
        if (exchange.status === 200) assert.ok(read.ok && read.value.kind === errand.kind, name);
        else assert.equal(read.ok ? "read" : read.error.kind, expectedFailure(exchange), name);
      }
    });
  }

  for (const [path, draft, count] of [
    ["/api/chat", chat, 20],
    ["/api/generate", completion, 20],
  ] as const)
    it(`to POST ${path} are all understood, the errors by their kind`, async () => {
      const exchanges = recorded("POST", path);
      assert.ok(exchanges.length >= count, String(exchanges.length));
      for (const [name, exchange] of exchanges) {
        const last = (await decoded(ollama, draft, exchange)).at(-1);
        const kind = last?.kind === "failed" ? last.failure.kind : last?.kind;
        assert.equal(kind, exchange.status === 200 ? "end" : expectedFailure(exchange), name);
      }
    });

  it("keep every word and count", async () => {
    const deltas = await decoded(ollama, chat, recordedExchange("base", "chat stream"));
    assert.deepEqual(
      deltas.map((delta) => (delta.kind === "text" ? delta.text : "")).join(""),
      "The capital of France is Paris.",
    );
    assert.deepEqual(deltas.at(-1), {
      kind: "end",
      reason: "stop",
      usage: { promptTokens: 16, answerTokens: 8, answerMs: 135.271475, promptMs: 131.504139 },
    });
    const cut = await decoded(ollama, completion, recordedExchange("base", "generate raw stream"));
    assert.deepEqual(cut.at(-1)?.kind === "end" && cut.at(-1), {
      kind: "end",
      reason: "length",
      usage: { promptTokens: 5, answerTokens: 8, answerMs: 125.58008, promptMs: 45.808127 },
    });
  });

  it("tell what each server said of itself", () => {
    const read = (phase: RecordedPhase, name: string, errand: Question): unknown => {
      const answer = ollama.readErrand(errand, recordedExchange(phase, name));
      return answer.ok ? answer.value : answer.error;
    };
    assert.deepEqual(read("base", "version", { kind: "version" }), { kind: "version", version: "0.24.0" });
    assert.deepEqual(read("base", "status", { kind: "status" }), { kind: "status", cloudDisabled: false });
    assert.deepEqual(read("nocloud", "status", { kind: "status" }), { kind: "status", cloudDisabled: true });
  });

  it("show what is in memory by the same digest that the list has", () => {
    const list = ollama.readErrand({ kind: "list" }, recordedExchange("base", "tags"));
    const loaded = ollama.readErrand({ kind: "loaded" }, recordedExchange("base", "ps after"));
    assert.ok(list.ok && list.value.kind === "list" && loaded.ok && loaded.value.kind === "loaded");
    const [model] = loaded.value.models;
    assert.deepEqual(
      list.value.models.filter(({ digest }) => digest === model?.digest).map(({ name }) => name),
      ["smollm2:135m"],
    );
    assert.ok(model !== undefined && model.bytes > 0);
  });

  it("give every alias away, in the list and when it is shown", () => {
    const list = ollama.readErrand({ kind: "list" }, recordedExchange("cloud", "tags"));
    assert.ok(list.ok && list.value.kind === "list");
    const hosts = Object.fromEntries(list.value.models.map(({ name, remoteHost }) => [name, remoteHost]));
    const cloud = "https://ollama.com:443";
    assert.equal(hosts["smollm2:135m"], undefined);
    for (const name of ["innocent2:latest", "innocent3:latest", "llama3.2:3b", "mymodel:latest"])
      assert.equal(hosts[name], cloud, name);
    for (const name of ["innocent", "innocent2", "innocent3", "llama3.2:3b", "mymodel", "lan"]) {
      const shown = ollama.readErrand(
        { kind: "show", model: name },
        recordedExchange("cloud", `show ${name}`),
      );
      assert.ok(shown.ok && shown.value.kind === "show", name);
      assert.match(shown.value.remoteHost ?? "", name === "lan" ? /127\.0\.0\.1:9999/ : /ollama\.com/, name);
    }
  });

  it("of an alias, to somebody who was told that it runs here, end as forwarded", async () => {
    for (const [name, draft] of [
      ["chat innocent5", chat],
      ["generate innocent5", completion],
    ] as const) {
      const wire = await ollama.encode(draft, route);
      const answer = fakeAnswer({ text: recordedExchange("stub", name).body });
      const [first, ...more] = await collect(ollama.decode({ draft, route, wire, answer }));
      assert.deepEqual(
        first,
        { kind: "failed", failure: { kind: "forwarded", host: "http://127.0.0.1:9998" } },
        name,
      );
      assert.deepEqual(more, []);
    }
  });

  it("in OpenAI's dialect are understood, too", async () => {
    const stream = await decoded(openai, chat, recordedExchange("base", "v1 chat stream+usage"));
    assert.deepEqual(
      stream.map((delta) => (delta.kind === "text" ? delta.text : "")).join(""),
      "The capital of",
    );
    assert.deepEqual(stream.at(-1), {
      kind: "end",
      reason: "length",
      usage: { promptTokens: 16, answerTokens: 3 },
    });
    for (const [phase, name, expected] of [
      ["base", "v1 chat missing", "modelMissing"],
      ["base", "v1 unknown", "malformed"],
      ["base", "v1 chat bad json", "serverError"],
      ["nocloud", "v1 chat cloud", "serverError"],
      ["cloud", "v1 chat innocent2", "serverError"],
    ] as const) {
      const last = (await decoded(openai, chat, recordedExchange(phase, name))).at(-1);
      assert.equal(last?.kind === "failed" ? last.failure.kind : last?.kind, expected, name);
    }
    const models = openai.readErrand({ kind: "list" }, recordedExchange("cloud", "v1 models"));
    assert.ok(models.ok && models.value.kind === "list" && models.value.models.length > 1);
  });
});
