import assert from "node:assert/strict";
import type { Answer } from "../../../src/egress/answer.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { completionAt } from "../../support/completionAt.ts";
import type { Draft } from "../../../src/prompt/draft.ts";
import { openai } from "../../../src/providers/openai.ts";
import type { Delta } from "../../../src/providers/provider.ts";
import { collect, lmStudio, pieces, routeTo, snapshot } from "../../support/samples.ts";
import { fakeAnswer } from "../../support/fakeAnswer.ts";

const route = routeTo({ provider: lmStudio, model: "qwen2.5-coder-7b" });
const chat = chatDraft([{ question: "Why?", answer: "", attachments: [] }], route, () => false);
const completion = completionAt(snapshot("a█\nb"), routeTo({ model: "qwen2.5-coder:1.5b" }));

async function wireText(draft: Draft, to = route): Promise<string> {
  const { method, path, body } = await openai.encode(draft, to);
  return `${method} ${path} ${Buffer.from(body).toString()}`;
}

async function decoded(
  changes: Parameters<typeof fakeAnswer>[0],
  draft: Draft = chat,
): Promise<readonly Delta[]> {
  const wire = await openai.encode(draft, route);
  const headers = { "content-type": "text/event-stream" };
  return collect(openai.decode({ draft, route, wire, answer: fakeAnswer({ headers, ...changes }) }));
}

function told(deltas: readonly Delta[]): readonly [string, string] {
  const last = deltas.at(-1);
  const text = deltas.map((delta) => (delta.kind === "text" ? delta.text : "")).join("");
  return [text, last?.kind === "failed" ? last.failure.kind : (last?.kind ?? "nothing")];
}

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const word = (content: string): string =>
  event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
const finish = event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
const usage = event({ choices: [], usage: { prompt_tokens: 16, completion_tokens: 8, total_tokens: 24 } });
const done = "data: [DONE]\n\n";

describe("providers/openai encodes", () => {
  it("a chat, byte for byte", async () => {
    const [system = { parts: [] }] = chat.messages;
    const instructions = system.parts.map(({ text }) => text).join("");
    assert.equal(
      await wireText(chat),
      `POST /v1/chat/completions {"model":"qwen2.5-coder-7b","stream":true,"stream_options":{"include_usage":true},` +
        `"messages":[{"role":"system","content":"${instructions}"},{"role":"user","content":"Why?"}]}`,
    );
  });

  it("a completion, byte for byte, with the four stop texts that the API takes", async () => {
    const stop = completion.stop
      .slice(0, 4)
      .map((text) => JSON.stringify(text))
      .join(",");
    assert.equal(
      await wireText(completion),
      `POST /v1/completions {"model":"qwen2.5-coder-7b","stream":true,"stream_options":{"include_usage":true},` +
        `"stop":[${stop}],"max_tokens":128,"prompt":"<|fim_prefix|><|fim_suffix|>b<|fim_middle|>a","temperature":0}`,
    );
  });

  for (const [kind, field] of [
    ["vllm", "logprobs"],
    ["llamaCpp", "n_probs"],
    ["lmStudio", undefined],
    ["tgi", undefined],
    ["lmDeploy", undefined],
    ["openaiCompatible", undefined],
  ] as const)
    it(`a completion for ${kind} that asks for ${field ?? "no"} probabilities`, async () => {
      const to = { ...route, provider: { ...lmStudio, kind } };
      const asked = (await wireText(completion, to)).match(/"(?:logprobs|n_probs)":[^,}]*/g);
      assert.deepEqual(asked, field === undefined ? null : [`"${field}":1`]);
      assert.doesNotMatch(await wireText(chat, to), /probs/);
    });

  it("the same bytes every time, whatever the environment says", async () => {
    const before = [await wireText(chat), await wireText(completion)];
    const names = [
      "BASE_URL",
      "API_KEY",
      "ADMIN_KEY",
      "ORG_ID",
      "PROJECT_ID",
      "CUSTOM_HEADERS",
      "LOG",
      "WEBHOOK_SECRET",
    ].map((name) => `OPENAI_${name}`);
    const saved = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) process.env[name] = "https://evil.example/v1\nX-Evil: 1";
    try {
      assert.deepEqual([await wireText(chat), await wireText(completion)], before);
    } finally {
      for (const [name, value] of saved) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  });
});

describe("providers/openai decodes", () => {
  it("a stream with its counts", async () => {
    assert.deepEqual(await decoded({ text: word("The") + word(" end") + finish + usage + done }), [
      { kind: "text", text: "The" },
      { kind: "text", text: " end" },
      { kind: "end", reason: "stop", usage: { promptTokens: 16, answerTokens: 8 } },
    ]);
  });

  function check(name: string, text: string, expected: readonly [string, string]): void {
    it(`${name}: ${expected[1]}`, async () => {
      assert.deepEqual(told(await decoded({ text })), expected);
    });
  }

  check("a stream without counts", word("a") + finish + done, ["a", "end"]);
  check("a stream that just ends after its last word", word("a") + finish, ["a", "end"]);
  check(
    "comments and other fields",
    `: ping\n\nevent: chunk\nid: 1\nretry: 5\n${word("a")}${finish}${done}`,
    ["a", "end"],
  );
  check("no blank behind the colon", (word("a") + finish + done).replaceAll("data: ", "data:"), ["a", "end"]);
  check("lines with CR LF", (word("a") + finish + done).replaceAll("\n", "\r\n"), ["a", "end"]);
  check("the line separators that JSON may hold as they are", word("a\u2028b\u2029c") + finish + done, [
    "a\u2028b\u2029c",
    "end",
  ]);
  check(
    "an error that is null",
    event({ choices: [{ index: 0, delta: { content: "a" } }], error: null }) + finish + done,
    ["a", "end"],
  );
  check("a line that is no JSON", `${word("a")}data: {nonsense\n\n${finish}${done}`, ["a", "malformed"]);
  check("a line that is no event", `${word("a")}{"error":"x"}\n\n${finish}${done}`, ["a", "malformed"]);
  check("an event without choices", `${word("a")}${event({ model: "m" })}${finish}${done}`, [
    "a",
    "malformed",
  ]);
  check("a web page", "<!DOCTYPE html>\n<html></html>\n", ["", "malformed"]);
  check("an error in the middle", `${word("a")}${event({ error: { message: "out of memory" } })}${done}`, [
    "a",
    "serverError",
  ]);
  check("an end without its reason", word("a") + done, ["a", "cut"]);
  check("nothing at all", "", ["", "cut"]);

  it("an answer that was as long as it may be", async () => {
    const last = (await decoded({ text: word("a") + finish.replace('"stop"', '"length"') + done })).at(-1);
    assert.deepEqual(last, { kind: "end", reason: "length", usage: {} });
  });

  it("a completion, whose reason to end is null until there is one", async () => {
    const choice = (text: string, finish_reason: string | null): string =>
      event({ choices: [{ index: 0, text, finish_reason }] });
    assert.deepEqual(
      told(await decoded({ text: choice(" Pa", null) + choice("ris", "stop") + done }, completion)),
      [" Paris", "end"],
    );
  });

  describe("how sure the model was of a completion", () => {
    const choice = (text: string, logprobs: unknown): string =>
      event({ choices: [{ index: 0, text, logprobs, finish_reason: null }] });
    const last = event({ choices: [{ index: 0, text: "", finish_reason: "stop" }] }) + done;

    function checkSure(name: string, logprobs: unknown, expected: readonly number[] | undefined): void {
      it(name, async () => {
        const [first] = await decoded({ text: choice("a b", logprobs) + last }, completion);
        assert.deepEqual(first, { kind: "text", text: "a b", ...(expected && { logprobs: expected }) });
      });
    }

    checkSure(
      "as vLLM says it, for each token of a piece",
      {
        text_offset: [0, 1],
        token_logprobs: [-0.25, -1.5],
        tokens: ["a", " b"],
        top_logprobs: [{ a: -0.25 }, { " b": -1.5 }],
      },
      [-0.25, -1.5],
    );
    checkSure(
      "as llama.cpp says it",
      { content: [{ id: 64, token: "a b", bytes: [97], logprob: -0.125, top_logprobs: [] }] },
      [-0.125],
    );
    checkSure("not at all", undefined, undefined);
    checkSure("with null", null, undefined);
    checkSure("with empty lists", { token_logprobs: [], content: null }, undefined);
    checkSure("without the lists", { tokens: ["a"] }, undefined);
    checkSure("with holes", { token_logprobs: [null, -0.5, "x"] }, [-0.5]);
    checkSure("with entries of another form", { content: [{ token: "a" }, null, { logprob: -2 }] }, [-2]);
  });

  it("what a server says about a request it does not take", async () => {
    const deltas = await decoded({ status: 429, headers: { "retry-after": "7" }, text: "{}" });
    assert.deepEqual(deltas, [{ kind: "failed", failure: { kind: "quota", retryAfterS: 7 } }]);
  });

  it("of a server that knows no completions, that it only chats", async () => {
    const kind = async (status: number, text: string, draft: Draft): Promise<string> =>
      told(await decoded({ status, text }, draft))[1];
    assert.deepEqual(
      [
        await kind(404, "404 page not found", completion),
        await kind(404, '{"detail":"Not Found"}', completion),
        await kind(405, "", completion),
        await kind(404, '{"error":{"message":"no such model"}}', completion),
        await kind(404, "404 page not found", chat),
      ],
      ["continuesNothing", "continuesNothing", "continuesNothing", "modelMissing", "malformed"],
    );
  });

  it("an answer that is left in its middle, without waiting for more of it", async () => {
    const waiting: Answer["body"] = (async function* () {
      yield* pieces(word("a"));
      await new Promise(() => undefined);
    })();
    const wire = await openai.encode(chat, route);
    const answer = fakeAnswer({ headers: { "content-type": "text/event-stream" }, body: waiting });
    for await (const delta of openai.decode({ draft: chat, route, wire, answer })) {
      assert.deepEqual(delta, { kind: "text", text: "a" });
      break;
    }
  });
});

describe("providers/openai reads a list of models", () => {
  function check(status: number, body: string, expected: string): void {
    it(`${status} ${body.slice(0, 50)}: ${expected}`, () => {
      const read = openai.readErrand({ kind: "list" }, { status, body });
      const said = read.ok
        ? read.value.kind === "list"
          ? read.value.models.map(({ name }) => name).join(" ")
          : read.value.kind
        : read.error.kind;
      assert.equal(said, expected);
    });
  }

  check(200, '{"object":"list","data":[{"id":"a","owned_by":"x"},{"id":"b"}]}', "a b");
  check(200, '{"data":[]}', "");
  check(200, '{"models":[]}', "malformed");
  check(200, "<html>", "malformed");
  check(401, '{"error":{"message":"no key"}}', "unauthorized");
  check(404, '{"detail":"Not Found"}', "malformed");
});
