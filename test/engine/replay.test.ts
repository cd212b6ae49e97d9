import assert from "node:assert/strict";
import { bodyShape, keysAnywhere } from "../support/bodyShape.ts";
import { type Asked, exchange } from "../support/httpExchange.ts";
import { readRecording, type RecordedExchange } from "../support/recordedExchanges.ts";
import {
  type ServerUnderTest,
  serverUnderTest,
  startTimeoutMs,
  testsAnotherServer,
} from "../support/serverUnderTest.ts";

const recordedModel = "smollm2:135m";
/** Endpoints of the real server that the engine does not have. */
const notHad = new Set(["/v1/completions", "/api/experimental/model-recommendations"]);
/** What the recorded model cannot do, another one may. */
const aboutTheModel = /suffix|unsupported|^show$|^show verbose$/u;
const longPrompt = Array.from({ length: 200 }, (_, index) => `${index}`).join(" ");

/** What the recording did not keep of some requests. */
const unrecorded: Readonly<Record<string, Partial<Asked>>> = {
  "generate num_ctx tiny (truncate)": { body: tinyContext({}) },
  "generate num_ctx tiny truncate:false": { body: tinyContext({ truncate: false }) },
  "evil Host header": { headers: { Host: "evil.example" } },
  "evil Origin": { headers: { Origin: "http://evil.example" } },
};

function tinyContext(more: object): string {
  const options = { num_ctx: 128, num_predict: 2, temperature: 0 };
  return JSON.stringify({
    model: recordedModel,
    raw: true,
    stream: false,
    prompt: longPrompt,
    options,
    ...more,
  });
}

function recordedRequest(recorded: RecordedExchange, model: string): Asked {
  const asked: Asked = {
    method: recorded.method,
    path: recorded.path,
    ...(recorded.requestBody !== undefined && { body: recorded.requestBody }),
    ...unrecorded[recorded.name],
  };
  const { body } = asked;
  return {
    ...asked,
    path: asked.path.replace(recordedModel, model),
    ...(typeof body === "string" && { body: body.replaceAll(recordedModel, model) }),
  };
}

/** Errors are compared word for word, a cut body by its keys, everything else by its shape. */
function compare(recorded: RecordedExchange, body: string, model: string): void {
  const { name, contentType } = recorded;
  if (recorded.cut) {
    const [expected, found] = [keysAnywhere(recorded.body), keysAnywhere(body)];
    // The verbose body was cut before the metadata: its other keys are those of the shorter one.
    const missing = [...expected].filter((key) => !found.has(key));
    // The verbose body was cut before the metadata: its other keys are those of the shorter one.
    const invented = name === "show verbose" ? [] : [...found].filter((key) => !expected.has(key));
    assert.deepEqual({ missing, invented }, { missing: [], invented: [] });
  } else if (recorded.status >= 400) {
    assert.equal(body, recorded.body.replaceAll(recordedModel, model));
  } else {
    assert.equal(bodyShape(body, contentType), bodyShape(recorded.body, contentType));
    // The same weights cut the same text into the same tokens.
    if (!testsAnotherServer) assert.equal(promptTokens(body), promptTokens(recorded.body));
  }
}

function replayAll(recording: readonly RecordedExchange[], server: () => ServerUnderTest): void {
  for (const recorded of recording) {
    it(`${recorded.name}: ${recorded.method} ${recorded.path} → ${recorded.status}`, async () => {
      const { url, model } = server();
      const answer = await exchange(url, recordedRequest(recorded, model));
      assert.deepEqual(
        { status: answer.status, contentType: answer.contentType },
        { status: recorded.status, contentType: recorded.contentType },
        answer.body.slice(0, 500),
      );
      compare(recorded, answer.body, model);
    });
  }
}

describe("a server that speaks Ollama's API", () => {
  let server: ServerUnderTest;

  before(async function () {
    this.timeout(startTimeoutMs);
    server = await serverUnderTest();
    // The recording began with nothing loaded.
    await exchange(server.url, { path: "/api/generate", body: { model: server.model, keep_alive: 0 } });
  });

  describe("answers what was recorded", () => {
    const had = readRecording("base").filter(({ path }) => !notHad.has(path));
    const recording = testsAnotherServer ? had.filter(({ name }) => !aboutTheModel.test(name)) : had;
    replayAll(recording, () => server);
  });
});

if (!testsAnotherServer) {
  describe("the development engine beside a real Ollama", () => {
    let server: ServerUnderTest;

    before(async function () {
      this.timeout(startTimeoutMs);
      server = await serverUnderTest();
    });

    describe("refuses cloud models as a server whose cloud is disabled", () => {
      const explicit = readRecording("nocloud").filter(({ name }) => /^status$| cloud$/u.test(name));
      replayAll(explicit, () => server);
    });

    it("has none of the endpoints that are left out of the comparison", async () => {
      for (const path of notHad) {
        const { status, body } = await exchange(server.url, { path, body: {} });
        assert.deepEqual({ status, body }, { status: 404, body: "404 page not found" });
      }
    });

    it("shows the whole vocabulary when asked to be verbose", async () => {
      const { body } = await exchange(server.url, {
        path: "/api/show",
        body: { model: server.model, verbose: true },
      });
      const { model_info: info } = JSON.parse(body) as { model_info: Record<string, unknown> };
      const lengths = ["tokens", "token_type", "merges"].map((list) => {
        const value = info[`tokenizer.ggml.${list}`];
        return Array.isArray(value) ? value.length : undefined;
      });
      assert.deepEqual(lengths, [49_152, 49_152, 48_900]);
      assert.equal(info["llama.vocab_size"], 49_152);
    });
  });
}

/** Undefined in a body that counts none. */
function promptTokens(body: string): string | undefined {
  return /"(?:prompt_eval_count|prompt_tokens)":(?<count>\d+)/u.exec(body)?.groups?.["count"];
}
