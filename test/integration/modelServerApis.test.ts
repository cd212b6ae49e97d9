import assert from "node:assert/strict";
import { type ModelServer, profiles, startModelServer } from "../../bench/replay/modelServer.ts";
import { isObject, listIn, objectIn, parseObject, textIn } from "../support/scripted/json.ts";
import { mould } from "../support/scripted/recorded.ts";
import { type Answer, exchange } from "../support/httpExchange.ts";
import { type SimulatedTime, simulatedTime } from "../support/simulatedTime.ts";

const model = "qwen2.5-coder:1.5b";
const fim = "<|fim_prefix|>let a = <|fim_suffix|>;\n<|fim_middle|>";
const middle = "compute(1)";

describe("the APIs of the simulated server", () => {
  let time: SimulatedTime;
  let server: ModelServer;
  let announced = model;

  const start = async (): Promise<void> => {
    server = await startModelServer({
      profile: profiles.M,
      model: announced,
      dropsAbandonedPrompts: false,
      oracle: ({ before, after }) => ({
        text: before.endsWith("let a = ") && after.startsWith(";") ? middle : "plain",
        isTrue: true,
      }),
    });
  };
  const get = (path: string): Promise<Answer> => time.until(exchange(server.url, { path }));
  const post = (path: string, body: object): Promise<Answer> =>
    time.until(exchange(server.url, { path, body: { model: announced, ...body } }));

  beforeEach(async () => {
    time = simulatedTime();
    await start();
  });

  afterEach(async () => {
    time.end();
    await server.close();
    announced = model;
  });

  it("look like a recorded Ollama's", async () => {
    assert.equal((await get("/")).body, "Ollama is running");
    assert.deepEqual(parseObject((await get("/api/version")).body), { version: "0.24.0" });
    const [entry] = listIn(parseObject((await get("/api/tags")).body), "models");
    assert.deepEqual(keysOf(entry), keysOf(mould.tagsEntry));
    await post("/api/generate", {});
    const [running] = listIn(parseObject((await get("/api/ps")).body), "models");
    assert.deepEqual(keysOf(running), keysOf(mould.psEntry));
    const { body } = await post("/api/generate", { raw: true, prompt: fim, logprobs: true });
    const [line, ...rest] = body.trim().split("\n").map(parseObject);
    assert.deepEqual(keysOf(line), [...keysOf(mould.generateLine), "logprobs"].sort());
    assert.deepEqual(keysOf(rest.at(-1)), keysOf(mould.generateEnd));
  });

  it("tell that the model can fill in the middle, and how", async () => {
    const shown = parseObject((await post("/api/show", {})).body);
    assert.deepEqual(listIn(shown, "capabilities"), ["completion", "insert"]);
    assert.match(textIn(shown, "template") ?? "", /<\|fim_prefix\|>\{\{ \.Prompt \}\}<\|fim_suffix\|>/u);
    assert.equal(objectIn(shown, "model_info")["general.architecture"], "qwen2");
    assert.equal(objectIn(shown, "details")["parameter_size"], "1.5B");
  });

  it("fill in the middle for every way of asking", async () => {
    const ways: readonly (readonly [string, object, (body: string) => unknown])[] = [
      ["/api/generate", { raw: true, prompt: fim, stream: false }, (body) => parseObject(body)["response"]],
      [
        "/api/generate",
        { prompt: "let a = ", suffix: ";", stream: false },
        (body) => parseObject(body)["response"],
      ],
      ["/v1/completions", { prompt: fim }, firstChoiceText],
      ["/v1/completions", { prompt: "let a = ", suffix: ";" }, firstChoiceText],
      ["/v1/completions", { segments: { prefix: "let a = ", suffix: ";" } }, firstChoiceText],
      [
        "/infill",
        { input_prefix: "let ", prompt: "a = ", input_suffix: ";" },
        (body) => parseObject(body)["content"],
      ],
      ["/completion", { prompt: fim }, (body) => parseObject(body)["content"]],
    ];
    for (const [path, body, text] of ways) {
      const answer = await post(path, body);
      assert.equal(text(answer.body), middle, `${path} ${JSON.stringify(body)}: ${answer.body}`);
    }
    assert.equal(server.requests.length, ways.length);
  });

  it("stream the same text in pieces", async () => {
    const ndjson = await post("/api/generate", { raw: true, prompt: fim });
    assert.equal(ndjson.contentType, "application/x-ndjson");
    const pieces = ndjson.body
      .trim()
      .split("\n")
      .map((line) => textIn(parseObject(line), "response") ?? "");
    assert.ok(pieces.length > 2);
    assert.equal(pieces.join(""), middle);
    const events = await post("/v1/completions", { prompt: fim, stream: true });
    assert.equal(events.contentType, "text/event-stream");
    const data = events.body.split("\n\n").map((event) => event.replace(/^data: /u, ""));
    assert.deepEqual(data.slice(-2), ["[DONE]", ""]);
    assert.equal(data.slice(0, -2).map(firstChoiceText).join(""), middle);
  });

  it("talk where a model would talk", async () => {
    const messages = [{ role: "user", content: "Hello" }];
    const chat = parseObject((await post("/api/chat", { messages, stream: false })).body);
    assert.match(textIn(objectIn(chat, "message"), "content") ?? "", /^Sure/u);
    for (const body of [{ prompt: fim }, { prompt: "let a = ", raw: true }]) {
      const answer = parseObject((await post("/api/generate", { ...body, stream: false })).body);
      assert.match(textIn(answer, "response") ?? "", /^Sure/u);
    }
  });

  it("refuse a suffix for a model that has no place for it, and continue its plain prompts", async () => {
    await server.close();
    announced = "llama3.2:3b";
    await start();
    const refused = await post("/api/generate", { prompt: "let a = ", suffix: ";" });
    assert.equal(refused.status, 400);
    const error = "registry.ollama.ai/library/llama3.2:3b does not support insert";
    assert.deepEqual(parseObject(refused.body), { error });
    const plain = await post("/api/generate", { prompt: "let a = ", raw: true, stream: false });
    assert.equal(parseObject(plain.body)["response"], "plain");
  });

  it("refuse what Ollama refuses, in its words", async () => {
    const missing = await post("/api/generate", { model: "nope:1b", prompt: "a" });
    assert.deepEqual([missing.status, missing.body], [404, '{"error":"model \'nope:1b\' not found"}']);
    const long = { prompt: fim.repeat(40), raw: true, truncate: false, options: { num_ctx: 64 } };
    const tooLong = await post("/api/generate", long);
    assert.deepEqual(
      [tooLong.status, tooLong.body],
      [400, '{"error":"the input length exceeds the context length"}'],
    );
    assert.equal((await get("/nowhere")).body, "404 page not found");
    assert.equal((await get("/api/chat")).status, 405);
    assert.equal((await post("/v1/completions", { model: "nope:1b" })).status, 404);
  });

  it("forget a model that nobody wanted for as long as it should stay", async () => {
    await post("/api/generate", { prompt: fim, raw: true, keep_alive: "1s" });
    assert.equal(listIn(parseObject((await get("/api/ps")).body), "models").length, 1);
    await time.pass(1500);
    assert.equal(listIn(parseObject((await get("/api/ps")).body), "models").length, 0);
  });

  it("embed, count and report health", async () => {
    const embedded = parseObject((await post("/api/embed", { input: ["a b", "c"] })).body);
    assert.equal(listIn(embedded, "embeddings").length, 2);
    assert.equal(listIn(parseObject((await post("/tokenize", { content: "a b" })).body), "tokens").length, 2);
    for (const path of ["/health", "/props", "/slots", "/v1/health", "/v1/models", "/api/status"])
      assert.equal((await get(path)).status, 200, path);
    assert.equal((await post("/v1/events", {})).status, 200);
    const hello = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];
    const chat = await post("/v1/chat/completions", { messages: hello, max_tokens: 3 });
    assert.deepEqual(keysOf(parseObject(chat.body)), keysOf(mould.v1Chat));
  });

  it("forget everything on demand", async () => {
    await post("/api/generate", { prompt: fim, raw: true });
    server.forget();
    assert.equal(server.requests.length, 0);
    await post("/api/generate", { prompt: fim, raw: true });
    const [record] = server.requests;
    assert.equal(record?.evaluatedTokens, record?.promptTokens);
  });
});

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value).sort() : [];
}

function firstChoiceText(body: string): unknown {
  const [choice] = listIn(parseObject(body), "choices");
  return isObject(choice) ? choice["text"] : undefined;
}
