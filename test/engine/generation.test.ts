import assert from "node:assert/strict";
import { type Answer, exchange } from "../support/httpExchange.ts";
import {
  type ServerUnderTest,
  serverUnderTest,
  startTimeoutMs,
  testsAnotherServer,
} from "../support/serverUnderTest.ts";

type Part = {
  readonly model: string;
  readonly response: string;
  readonly done: boolean;
  readonly done_reason?: string;
  readonly eval_count?: number;
  readonly prompt_eval_count?: number;
};

/** A format that allows one text only: what the model would like to say does not matter. */
function only(text: string): object {
  return { type: "string", enum: [text] };
}

describe("a server that generates", () => {
  let server: ServerUnderTest;

  before(async function () {
    this.timeout(startTimeoutMs);
    server = await serverUnderTest();
  });

  async function post(path: string, body: object): Promise<Answer> {
    return await exchange(server.url, { path, body: { model: server.model, ...body } });
  }

  async function whole(body: object): Promise<Part> {
    const { status, body: text } = await post("/api/generate", { stream: false, ...body });
    assert.equal(status, 200, text);
    return JSON.parse(text) as Part;
  }

  async function streamed(body: object): Promise<Part[]> {
    const { body: text } = await post("/api/generate", body);
    return text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Part);
  }

  it("never breaks a character that the model writes as several tokens", async () => {
    const text = "🙂🙃 你好 𝔘";
    const parts = await streamed({ prompt: "Go", format: only(text), options: { num_predict: 200 } });
    for (const { response } of parts) assert.doesNotMatch(response, /\uFFFD|[\uD800-\uDBFF]$/u);
    assert.equal(parts.map(({ response }) => response).join(""), JSON.stringify(text));
    // Fewer parts than tokens: characters were really held together.
    assert.ok((parts.at(-1)?.eval_count ?? 0) > parts.length);
  });

  it("cuts a text at a stop string and lets no part of it through", async () => {
    const body = {
      prompt: "Go",
      format: only("alpha beta gamma"),
      options: { num_predict: 200, stop: ["eta g"] },
    };
    const parts = await streamed(body);
    assert.equal(parts.map(({ response }) => response).join(""), '"alpha b');
    assert.equal(parts.at(-1)?.done_reason, "stop");
    assert.equal((await whole(body)).response, '"alpha b');
  });

  it("ends with the reason length at num_predict", async () => {
    const counting = { type: "array", minItems: 1000, items: { type: "number" } };
    const parts = await streamed({ prompt: "Count.", format: counting, options: { num_predict: 7 } });
    const { done, done_reason: reason, eval_count: count } = parts.at(-1) ?? {};
    assert.deepEqual([done, reason, count], [true, "length", 7]);
    assert.ok(parts.slice(0, -1).every((part) => !part.done && part.response !== ""));
  });

  it("says the same again with the same seed", async () => {
    const body = { prompt: "Tell me a story.", options: { num_predict: 24, temperature: 1.2, seed: 7 } };
    const [one, other] = [await whole(body), await whole(body)];
    assert.equal(one.response, other.response);
    assert.notEqual(one.response, "");
  });

  it("answers two requests at once", async () => {
    const body = { prompt: "Count.", options: { num_predict: 4 } };
    const answers = await Promise.all([whole(body), whole(body), whole(body)]);
    assert.ok(answers.every(({ done }) => done));
  });

  it("goes on beyond a full context unless it must not shift", async () => {
    const endless = { type: "array", minItems: 1000, items: { type: "number" } };
    const body = { prompt: "Count.", format: endless, options: { num_ctx: 32, num_predict: 48 } };
    assert.equal((await whole(body)).eval_count, 48);
    const stopped = await whole({ ...body, shift: false });
    assert.equal(stopped.done_reason, "length");
    assert.ok((stopped.eval_count ?? 0) + (stopped.prompt_eval_count ?? 0) <= 33);
  });

  it("keeps a model loaded for as long as it was asked to", async () => {
    const asked = Date.now();
    await whole({ keep_alive: "1h30m" });
    const { body } = await exchange(server.url, { path: "/api/ps" });
    const { models } = JSON.parse(body) as { models: { expires_at: string }[] };
    const minutes = (Date.parse(models[0]?.expires_at ?? "") - asked) / 60_000;
    assert.ok(minutes >= 90 && minutes < 95, `${minutes} minutes`);
    await whole({ prompt: "1, 2,", keep_alive: 0, options: { num_predict: 1 } });
    const after = await exchange(server.url, { path: "/api/ps" });
    assert.equal(after.body, '{"models":[]}');
  });

  it("takes a name with :local for the same model and repeats it", async () => {
    const body = { model: `${server.model}:local`, messages: [{ role: "user", content: "Hi" }] };
    const { status, body: text } = await post("/api/chat", {
      stream: false,
      options: { num_predict: 2 },
      ...body,
    });
    assert.equal(status, 200, text);
    assert.equal((JSON.parse(text) as Part).model, `${server.model}:local`);
    const shown = await post("/api/show", { model: `${server.model}:LOCAL` });
    assert.equal(shown.status, 200);
    const both = await post("/api/chat", { ...body, model: `${server.model}:local:cloud` });
    assert.equal(both.status, 400);
    assert.match(both.body, /use either :local or :cloud, not both/u);
  });

  it("gives vectors of length 1, one for each input, as short as asked", async () => {
    const { body } = await post("/api/embed", { input: ["one", "two"], dimensions: 16 });
    const { embeddings } = JSON.parse(body) as { embeddings: number[][] };
    assert.equal(embeddings.length, 2);
    for (const vector of embeddings) {
      assert.equal(vector.length, 16);
      assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-4);
    }
  });

  it("streams chat completions in OpenAI's shape without a broken character", async () => {
    const schema = { schema: only("naïve 🙂") };
    const messages = [{ role: "user", content: [{ type: "text", text: "Go" }] }];
    const response_format = { type: "json_schema", json_schema: schema };
    const { body } = await post("/v1/chat/completions", {
      messages,
      response_format,
      stream: true,
      max_tokens: 99,
    });
    const events = body.split("\n\n").filter((event) => event !== "");
    assert.equal(events.at(-1), "data: [DONE]");
    const deltas = events.slice(0, -1).map((event) => {
      const chunk = JSON.parse(event.slice("data: ".length)) as { choices: { delta: { content: string } }[] };
      return chunk.choices[0]?.delta.content ?? "";
    });
    assert.equal(deltas.join(""), JSON.stringify("naïve 🙂"));
  });
});

if (!testsAnotherServer) {
  describe("the development engine at its edges", () => {
    let server: ServerUnderTest;

    before(async function () {
      this.timeout(startTimeoutMs);
      server = await serverUnderTest();
    });

    it("refuses to pull as the real server does for a model no registry has", async () => {
      const pull = (stream: boolean): Promise<Answer> =>
        exchange(server.url, { path: "/api/pull", body: { model: "nope:1b", stream } });
      const error = "pull model manifest: file does not exist";
      const streamed = await pull(true);
      assert.deepEqual([streamed.status, streamed.contentType], [200, "application/x-ndjson"]);
      assert.equal(streamed.body, `{"status":"pulling manifest"}\n${JSON.stringify({ error })}\n`);
      const whole = await pull(false);
      assert.deepEqual([whole.status, whole.body], [500, JSON.stringify({ error })]);
    });

    it("refuses a body that is too large without reading it all", async () => {
      const body = JSON.stringify({ model: server.model, prompt: "x".repeat(33 * 1024 * 1024) });
      const answer = await exchange(server.url, { path: "/api/generate", body });
      assert.deepEqual([answer.status, answer.body], [413, '{"error":"http: request body too large"}']);
    });

    it("logs what it was asked, without a word of it", async () => {
      const { engine, model, url } = server;
      assert.ok(engine !== undefined);
      const body = JSON.stringify({ model, prompt: "SECRET", stream: false, options: { num_predict: 1 } });
      const answer = await exchange(url, { path: "/api/generate", body });
      const logged = (await engine.requests()).at(-1);
      assert.ok(logged !== undefined);
      const { at, milliseconds, evaluatedTokens, ...rest } = logged;
      assert.ok(Date.now() - Date.parse(at) < 60_000 && milliseconds >= 0 && (evaluatedTokens ?? 0) > 0);
      assert.deepEqual(rest, {
        method: "POST",
        path: "/api/generate",
        bytesIn: Buffer.byteLength(body),
        bytesOut: Buffer.byteLength(answer.body),
        status: 200,
        clientGone: false,
      });
      assert.doesNotMatch(JSON.stringify(await engine.requests()), /SECRET/u);
    });

    it("listens on the loopback address alone", async () => {
      const { engine, url } = server;
      assert.ok(engine !== undefined);
      assert.equal(url, `http://127.0.0.1:${engine.port}`);
      await assert.rejects(exchange(`http://127.0.0.2:${engine.port}`, { path: "/" }), {
        code: "ECONNREFUSED",
      });
    });
  });
}
