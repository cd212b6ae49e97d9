import assert from "node:assert/strict";
import { until } from "../../scripts/demo/step.ts";
import { startEngine, type RunningEngine } from "../../scripts/engine/startEngine.ts";
import type { LoggedRequest } from "../../scripts/engine/requestLog.ts";
import { startLangchain } from "../../scripts/realServers/startLangchain.ts";
import type { RealServer } from "../../scripts/realServers/startPythonServer.ts";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import { ask, assertFailed, chatOrder } from "../integration/ask.ts";
import type { Headless } from "../support/headless.ts";
import { askInEditor } from "./inEditor.ts";
import { bridgeTo, configured, follow, triedCases } from "./throughDoor.ts";

const kind = "openaiCompatible";

describe("The LangChain application of the recipe", function () {
  this.timeout(600_000);
  let engine: RunningEngine;
  let server: RealServer;
  let bridge: Headless;

  before(async () => {
    engine = await startEngine({ say: () => undefined });
    server = await startLangchain(engine);
  });
  after(async () => {
    await server.stop();
    await engine.stop();
  });
  beforeEach(async () => {
    bridge = await bridgeTo(server, kind);
  });
  afterEach(() => {
    bridge.dispose();
  });

  const chats = async (): Promise<readonly LoggedRequest[]> =>
    (await engine.requests()).filter(({ path }) => path === "/api/chat");

  it("lists itself, not the model behind it", async () => {
    const found = await bridge.servers.look(configured(server, kind), "person");
    assert.ok(found.kind === "up", JSON.stringify(found));
    assert.deepEqual(
      found.models.map(({ name }) => name),
      [server.model],
    );
  });

  it("forwards, as it is said to: the model behind it is asked, and its answer comes as a stream with counts", async () => {
    const before = (await chats()).length;
    const events = await follow(bridge, chatOrder());
    const end = events.at(-1);
    assert.ok(end?.kind === "end", JSON.stringify(end));
    assert.ok(
      (end.usage.promptTokens ?? 0) > 0 && (end.usage.answerTokens ?? 0) > 0,
      JSON.stringify(end.usage),
    );
    assert.ok(events.filter((event) => event.kind === "text").length > 1);
    const opened = events.find((event) => event.kind === "opened");
    assert.deepEqual([opened?.destination.class, opened?.destination.mayForward], ["unverified", true]);
    assert.equal((await chats()).length, before + 1);
  });

  it("lets go of the model behind it after a stop in the middle", async () => {
    const before = (await chats()).length;
    const stopping = new AbortController();
    const long = "Write a very long story about a dragon, at least two thousand words, with many chapters.";
    const order = chatOrder({
      files: [],
      draft: (route) => chatDraft([{ question: long, answer: "", attachments: [] }], route, () => false),
    });
    const events = await follow(bridge, order, stopping.signal, () => {
      stopping.abort();
    });
    const last = events.at(-1);
    assert.equal(last?.kind === "failed" && last.failure.kind, "stopped");
    const seen = await until(
      async () => (await chats())[before],
      "the engine never saw the end of the request",
    );
    assert.equal(seen.clientGone, true);
  });

  it("tells that there is no such model, which it knows itself", async () => {
    const before = (await chats()).length;
    assertFailed(await ask(bridge, { model: { provider: "real", model: "no-such-model" } }), "modelMissing");
    assert.equal((await chats()).length, before);
  });

  it("is all that a server is asked to be by test:provider", async () => {
    const missed = (await triedCases(server, kind)).filter((tried) => tried.missed !== undefined);
    assert.deepEqual(
      missed.map(({ name }) => name),
      [],
    );
  });

  it("tells when the model behind it is gone, and the answer is not taken for a whole one", async () => {
    const lonely = await startLangchain({ url: "http://127.0.0.1:9", model: "none" });
    const alone = await bridgeTo(lonely, kind);
    try {
      const failure = assertFailed(await ask(alone), "serverError");
      assert.match(failure.message, /^The model did not answer: /);
    } finally {
      alone.dispose();
      await lonely.stop();
    }
  });

  it("answers in the editor after one confirmation, and is said to forward perhaps, everywhere", () =>
    askInEditor("langchain", server, kind));
});
