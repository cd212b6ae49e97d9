import assert from "node:assert/strict";
import type { Answer } from "../../../src/egress/answer.ts";
import { DoorError } from "../../../src/egress/doorFailure.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { completionAt } from "../../support/completionAt.ts";
import type { Draft } from "../../../src/prompt/draft.ts";
import { ollama } from "../../../src/providers/ollama.ts";
import type { Delta } from "../../../src/providers/provider.ts";
import {
  attachment,
  collect,
  destination,
  ollama as provider,
  pieces,
  routeTo,
  snapshot,
} from "../../support/samples.ts";
import { fakeAnswer } from "../../support/fakeAnswer.ts";

const route = routeTo({ wireModel: "smollm2:135m:local" });
const chat = chatDraft(
  [
    { question: "Why?", answer: "Because.", attachments: [attachment("a.ts", "größer")] },
    { question: "Really?", answer: "", attachments: [] },
  ],
  route,
  () => false,
);
const completion = completionAt(snapshot("a█\nb"), routeTo({ model: "qwen2.5-coder:1.5b" }));

async function wireText(draft: Draft, changes: Parameters<typeof routeTo>[0] = {}): Promise<string> {
  const { method, path, body } = await ollama.encode(draft, { ...route, ...changes });
  return `${method} ${path} ${Buffer.from(body).toString()}`;
}

async function decoded(
  changes: Parameters<typeof fakeAnswer>[0],
  draft: Draft = chat,
): Promise<readonly Delta[]> {
  const wire = await ollama.encode(draft, route);
  return collect(ollama.decode({ draft, route, wire, answer: fakeAnswer(changes) }));
}

/** The text of some deltas, and the kind of their last one. */
function told(deltas: readonly Delta[]): readonly [string, string] {
  const last = deltas.at(-1);
  const text = deltas.map((delta) => (delta.kind === "text" ? delta.text : "")).join("");
  return [text, last?.kind === "failed" ? last.failure.kind : (last?.kind ?? "nothing")];
}

const line = (content: string): string =>
  `${JSON.stringify({ model: "m", message: { role: "assistant", content }, done: false })}\n`;
const end =
  '{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":16,"eval_count":8,"eval_duration":135271475}\n';

describe("providers/ollama encodes", () => {
  const instructions =
    "You are a coding assistant inside an editor. Answer briefly and precisely. Put code into fenced blocks that name their language.";

  it("a chat, byte for byte", async () => {
    assert.equal(
      await wireText(chat),
      `POST /api/chat {"model":"smollm2:135m:local","stream":true,"keep_alive":"30m","truncate":false,"shift":false,"messages":[` +
        `{"role":"system","content":"${instructions}"},` +
        `{"role":"user","content":"a.ts\\n\`\`\`typescript\\ngrößer\\n\`\`\`\\n\\nWhy?"},` +
        `{"role":"assistant","content":"Because."},{"role":"user","content":"Really?"}],"options":{"num_ctx":4096}}`,
    );
  });

  it("a completion, byte for byte: raw, greedy and steady", async () => {
    const stop = completion.stop.map((text) => JSON.stringify(text)).join(",");
    assert.equal(
      await wireText(completion),
      `POST /api/generate {"model":"smollm2:135m:local","stream":true,"keep_alive":"30m","truncate":false,"shift":false,"raw":true,` +
        `"prompt":"<|fim_prefix|><|fim_suffix|>b<|fim_middle|>a","options":{"num_ctx":4096,"stop":[${stop}],"num_predict":128,"temperature":0,"seed":0},"logprobs":true}`,
    );
  });

  it("below the path of the server's address", async () => {
    const at = (url: string): Promise<string> => wireText(completion, { provider: { ...provider, url } });
    assert.match(await at("https://box.example/ollama"), /^POST \/ollama\/api\/generate /);
    assert.match(await at("http://gpu-box"), /^POST \/api\/generate /);
  });

  it("the same bytes every time, whatever the environment says", async () => {
    const before = [await wireText(chat), await wireText(completion)];
    const names = [
      "OLLAMA_HOST",
      "OLLAMA_API_KEY",
      "OLLAMA_MODELS",
      "HTTP_PROXY",
      "HTTPS_PROXY",
      "ALL_PROXY",
    ];
    const saved = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) process.env[name] = "https://ollama.com/evil";
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

describe("providers/ollama reads errands", () => {
  const read = (errand: Parameters<typeof ollama.readErrand>[0], value: unknown): unknown => {
    const answer = ollama.readErrand(errand, { status: 200, body: JSON.stringify(value) });
    return answer.ok ? answer.value : answer.error;
  };

  it("and cuts the name of a host that no host has", () => {
    const host = "h".repeat(201);
    assert.deepEqual(read({ kind: "show", model: "m" }, { remote_host: host }), {
      kind: "show",
      remoteHost: `${"h".repeat(200)}…`,
    });
  });

  it("and lets no word of the server's write a line of its own or turn the direction of writing", () => {
    const lie = "0.24.0\n• nothing\u202e leaves";
    const plain = "0.24.0 • nothing  leaves";
    assert.deepEqual(read({ kind: "version" }, { version: lie }), { kind: "version", version: plain });
    for (const key of ["remote_host", "remote_model"] as const)
      assert.deepEqual(read({ kind: "show", model: "m" }, { [key]: lie }), {
        kind: "show",
        remoteHost: key === "remote_host" ? plain : "ollama.com",
      });
  });

  it("and takes no novel for a version", () => {
    assert.deepEqual(read({ kind: "version" }, { version: "0".repeat(65) }), { kind: "malformed" });
  });
});

describe("providers/ollama decodes", () => {
  it("a stream with its counts", async () => {
    const deltas = await decoded({ text: line("The") + line(" end") + end });
    assert.deepEqual(deltas, [
      { kind: "text", text: "The" },
      { kind: "text", text: " end" },
      { kind: "end", reason: "stop", usage: { promptTokens: 16, answerTokens: 8, answerMs: 135.271475 } },
    ]);
  });

  /** The text that came through, and the kind of the last delta or of its failure. */
  function check(
    name: string,
    changes: Parameters<typeof fakeAnswer>[0],
    expected: readonly [string, string],
  ): void {
    it(`${name}: ${expected[1]}`, async () => {
      assert.deepEqual(told(await decoded(changes)), expected);
    });
  }

  const forwarded =
    '{"model":"m","remote_model":"gpt","remote_host":"https://ollama.com:443","message":{"content":"no"},"done":false}\n';
  check("lines with CR LF", { text: (line("a") + end).replaceAll("\n", "\r\n") }, ["a", "end"]);
  check("a last line without an end", { text: line("a") + end.trim() }, ["a", "end"]);
  check("empty lines between", { text: `\n${line("a")}\n\n${end}` }, ["a", "end"]);
  check("what comes after the end", { text: `${line("a")}${end}{nonsense\n` }, ["a", "end"]);
  check("a line that is no JSON", { text: `${line("a")}{nonsense\n${end}` }, ["a", "malformed"]);
  check("a line that is no object", { text: `${line("a")}5\n${end}` }, ["a", "malformed"]);
  check("a line that says nothing", { text: `${line("a")}{"model":"m"}\n${end}` }, ["a", "malformed"]);
  check("a content that is no text", { text: '{"message":{"content":5}}\n' }, ["", "malformed"]);
  check("a web page", { text: "<!DOCTYPE html>\n<html></html>\n" }, ["", "malformed"]);
  check("an error in the middle", { text: `${line("a")}{"error":"out of memory"}\n` }, ["a", "serverError"]);
  check("an end without its end", { text: line("a") }, ["a", "cut"]);
  check("nothing at all", { text: "" }, ["", "cut"]);
  check("a line cut in its middle", { text: `${line("a")}{"message":{"con` }, ["a", "malformed"]);
  check("an answer made elsewhere", { text: forwarded + end }, ["", "forwarded"]);
  check("an answer made elsewhere all at once", { text: line("a") + forwarded }, ["a", "forwarded"]);
  check(
    "an end that names another host",
    { text: line("a") + end.replace('"model":"m"', '"model":"m","remote_host":"h"') },
    ["a", "forwarded"],
  );
  check(
    "another model named without its host",
    { text: line("a").replace('"model":"m"', '"model":"m","remote_model":"gpt"') },
    ["", "forwarded"],
  );
  check("an error status", { status: 500, text: '{"error":"no"}' }, ["", "serverError"]);
  check("a model that is not there", { status: 404, text: '{"error":"model \'m\' not found"}' }, [
    "",
    "modelMissing",
  ]);

  it("a forwarded answer where that is what was agreed to", async () => {
    const via = destination({ class: "cloudViaDevice", host: "ollama.com" });
    assert.deepEqual(told(await decoded({ text: forwarded + end, destination: via })), ["no", "end"]);
  });

  it("a forwarded answer of somebody else's server, but not of a public one that is the user's own", async () => {
    const at = async (declared: boolean) => {
      const there = destination({ class: "cloud", host: "ollama.example", declared });
      return told(await decoded({ text: forwarded + end, destination: there }));
    };
    assert.deepEqual(
      [await at(false), await at(true)],
      [
        ["no", "end"],
        ["", "forwarded"],
      ],
    );
  });

  it("the host that made an answer", async () => {
    const last = (await decoded({ text: forwarded })).at(-1);
    assert.deepEqual(last, {
      kind: "failed",
      failure: { kind: "forwarded", host: "https://ollama.com:443" },
    });
  });

  it("words of the server's as one line, and not too long a one", async () => {
    const forwarded = JSON.stringify({ remote_host: `a\n\u202eb${"c".repeat(300)}`, done: false });
    const [host] = await decoded({ text: `${forwarded}\n` });
    assert.ok(host?.kind === "failed" && host.failure.kind === "forwarded");
    assert.match(host.failure.host, /^a {2}bc{196}…$/);
    const [failed] = await decoded({ text: `${JSON.stringify({ error: "a\n\u202eb" })}\n` });
    assert.ok(failed?.kind === "failed" && failed.failure.kind === "serverError");
    assert.equal(failed.failure.message, "a b");
  });

  it("the door's own reason for an early end", async () => {
    async function* ending(): AsyncGenerator<Uint8Array> {
      yield* pieces(line("a"));
      throw new DoorError({ kind: "revoked" });
    }
    assert.deepEqual(told(await decoded({ body: ending() })), ["a", "revoked"]);
  });

  it("a giant line as malformed, after what came before it", async () => {
    const padding = "x".repeat(1024 * 1024);
    const body = pieces(line("a"), '{"padding":"', padding, padding, padding, padding, "x");
    assert.deepEqual(told(await decoded({ body })), ["a", "malformed"]);
  });

  it("a completion", async () => {
    const text = '{"response":" Paris","done":false}\n{"response":"","done":true,"done_reason":"length"}\n';
    assert.deepEqual(await decoded({ text }, completion), [
      { kind: "text", text: " Paris" },
      { kind: "end", reason: "length", usage: {} },
    ]);
  });

  it("nothing for the console to print, malformed or not", async () => {
    const printed: unknown[] = [];
    const names = ["log", "warn", "error", "info", "debug"] as const;
    const saved = names.map((name) => [name, Reflect.get(console, name) as unknown] as const);
    for (const name of names)
      console[name] = (...words: readonly unknown[]): void => void printed.push(...words);
    try {
      for (const text of [
        `${line("a")}SECRET{\n`,
        "SECRET",
        `\n\n${line("a")}\n${end}SECRET{\n`,
        '{"error":"SECRET"}\n',
      ])
        await decoded({ text });
      for (const status of [400, 404, 500])
        await decoded({ status, text: "SECRET", headers: { "content-type": "application/json" } });
    } finally {
      for (const [name, original] of saved) Reflect.set(console, name, original);
    }
    assert.deepEqual(printed, []);
  });

  it("an answer that is left in its middle, without waiting for more of it", async () => {
    const waiting: Answer["body"] = (async function* () {
      yield* pieces(line("a"));
      await new Promise(() => undefined);
    })();
    const wire = await ollama.encode(chat, route);
    for await (const delta of ollama.decode({
      draft: chat,
      route,
      wire,
      answer: fakeAnswer({ body: waiting }),
    })) {
      assert.deepEqual(delta, { kind: "text", text: "a" });
      break;
    }
  });
});
