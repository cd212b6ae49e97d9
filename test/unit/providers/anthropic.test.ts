import assert from "node:assert/strict";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { makeDraft } from "../../../src/prompt/makeDraft.ts";
import type { Draft, Role } from "../../../src/prompt/draft.ts";
import { anthropic } from "../../../src/providers/anthropic.ts";
import type { Route } from "../../../src/routing/route.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { collect, routeTo } from "../../support/samples.ts";
import { fakeAnswer } from "../../support/fakeAnswer.ts";

const provider: ProviderConfig = {
  id: "claude",
  kind: "anthropic",
  url: "https://api.anthropic.com",
  label: "Anthropic",
  models: [],
};
const route = routeTo({ provider, model: "claude-x", contextTokens: 200_000 });
const chat = chatDraft([{ question: "Why?", answer: "", attachments: [] }], route, () => false);

async function wire(draft: Draft, changes: Partial<Route> = {}): Promise<readonly [string, unknown]> {
  const { method, path, body } = await anthropic.encode(draft, { ...route, ...changes });
  return [`${method} ${path}`, JSON.parse(Buffer.from(body).toString())];
}

function draftOf(...turns: readonly (readonly [Role, string])[]): Draft {
  return makeDraft({
    task: "chat",
    messages: turns.map(([role, text]) => ({
      role,
      parts: [{ text, source: { kind: "question" } as const }],
    })),
    stop: ["END"],
    maxTokens: 50,
  });
}

describe("providers/anthropic encodes", () => {
  it("a chat, byte for byte", async () => {
    const { method, path, body } = await anthropic.encode(chat, route);
    const [system = { parts: [] }] = chat.messages;
    const instructions = system.parts.map(({ text }) => text).join("");
    assert.equal(
      `${method} ${path} ${Buffer.from(body).toString()}`,
      `POST /v1/messages {"model":"claude-x","max_tokens":8192,"stream":true,"system":"${instructions}",` +
        `"messages":[{"role":"user","content":"Why?"}]}`,
    );
  });

  it("turns in alternation, each of them with something in it", async () => {
    const draft = draftOf(
      ["system", "Be brief."],
      ["user", "a"],
      ["assistant", " \n"],
      ["user", "b"],
      ["assistant", "c"],
      ["user", "d"],
    );
    assert.deepEqual((await wire(draft))[1], {
      model: "claude-x",
      max_tokens: 50,
      stream: true,
      system: "Be brief.",
      messages: [
        { role: "user", content: "a\n\nb" },
        { role: "assistant", content: "c" },
        { role: "user", content: "d" },
      ],
      stop_sequences: ["END"],
    });
  });

  it("below the path of an address", async () => {
    const at = async (url: string): Promise<string> =>
      (await wire(chat, { provider: { ...provider, url } }))[0];
    assert.equal(await at("https://gateway.example/anthropic/"), "POST /anthropic/v1/messages");
    assert.equal(await at("https://gateway.example"), "POST /v1/messages");
  });

  it("the longest answer of the model, as far as its context leaves room", async () => {
    const limit = async (answerTokens: number | undefined, contextTokens: number): Promise<unknown> => {
      const changes = { contextTokens, ...(answerTokens !== undefined && { answerTokens }) };
      return ((await wire(chat, changes))[1] as { max_tokens?: unknown }).max_tokens;
    };
    assert.deepEqual(
      [
        await limit(64_000, 1_000_000),
        await limit(64_000, 200_000),
        await limit(4096, 200_000),
        await limit(undefined, 200_000),
        await limit(64_000, 8192),
      ],
      [64_000, 50_000, 4096, 8192, 8192],
    );
  });
});

describe("providers/anthropic reads", () => {
  it("its list, with what each model can do, and without what is retired", () => {
    const models = [
      {
        type: "model",
        id: "claude-x",
        display_name: "Claude X",
        lifecycle: "active",
        max_input_tokens: 200_000,
        max_tokens: 64_000,
        capabilities: { image_input: { supported: true }, thinking: { supported: false, types: {} } },
      },
      { type: "model", id: "claude-plain", capabilities: null, max_input_tokens: null, max_tokens: null },
      { type: "model", id: "claude-gone", lifecycle: "retired" },
      { id: 5 },
    ];
    const body = JSON.stringify({ data: models, has_more: false });
    const read = anthropic.readErrand({ kind: "list" }, { status: 200, body });
    const can = { chat: true, infill: false, embeddings: false };
    assert.deepEqual(read.ok && read.value, {
      kind: "list",
      models: [
        {
          name: "claude-x",
          generates: true,
          contextTokens: 200_000,
          answerTokens: 64_000,
          can: { ...can, images: true, thinking: false },
        },
        { name: "claude-plain", generates: true, can },
      ],
    });
  });

  const event = (value: { readonly type: string }): string =>
    `event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`;
  const decoded = async (...events: readonly { readonly type: string }[]): Promise<unknown> => {
    const headers = { "content-type": "text/event-stream" };
    const answer = fakeAnswer({ headers, text: events.map(event).join("") });
    const bytes = await anthropic.encode(chat, route);
    return collect(anthropic.decode({ draft: chat, route, wire: bytes, answer }));
  };
  const begin = {
    type: "message_start",
    message: { usage: { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 } },
  };
  const text = (words: string) => ({
    type: "content_block_delta",
    index: 0,
    delta: { type: "text_delta", text: words },
  });

  it("counts from both ends of a stream, what came out of a cache among them", async () => {
    const end = { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 7 } };
    assert.deepEqual(await decoded(begin, text("a"), end, { type: "message_stop" }), [
      { kind: "text", text: "a" },
      { kind: "end", reason: "stop", usage: { promptTokens: 15, answerTokens: 7 } },
    ]);
  });

  const limited = (stop_reason: string) => ({ type: "message_delta", delta: { stop_reason } });

  it("an end by a limit of the model or of its context as one by length", async () => {
    for (const stop_reason of ["max_tokens", "model_context_window_exceeded"])
      assert.deepEqual(await decoded(limited(stop_reason)), [{ kind: "end", reason: "length", usage: {} }]);
  });

  it("a refusal with its reason, behind what came before it", async () => {
    const explanation = "It asks for\nmalware.";
    const end = {
      type: "message_delta",
      delta: { stop_reason: "refusal", stop_details: { type: "refusal", category: "cyber", explanation } },
    };
    assert.deepEqual(await decoded(begin, text("a"), end, { type: "message_stop" }), [
      { kind: "text", text: "a" },
      { kind: "failed", failure: { kind: "refusedByProvider", reason: "It asks for malware." } },
    ]);
  });

  it("events and pieces that nobody knows yet as nothing said", async () => {
    const end = { type: "message_delta", delta: { stop_reason: "end_turn" } };
    const unknown = { type: "content_block_delta", delta: { type: "signature_delta", signature: "x" } };
    assert.deepEqual(await decoded({ type: "news" }, unknown, { type: "ping" }, text("a"), end), [
      { kind: "text", text: "a" },
      { kind: "end", reason: "stop", usage: {} },
    ]);
  });
});
