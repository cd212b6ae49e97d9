/**
 * The client against a server as it is: the one that `OLLAMA_TEST_URL` names, with the model `OLLAMA_TEST_MODEL`, else
 * a scripted one that answers as recorded. Nothing here depends on what a model says.
 */
import assert from "node:assert/strict";
import { completionAt } from "../support/completionAt.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { startHeadless, type Headless } from "../support/headless.ts";
import { attachment, snapshot } from "../support/samples.ts";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { ask, assertFailed, chatOrder } from "./ask.ts";

const { OLLAMA_TEST_URL: otherUrl = "", OLLAMA_TEST_MODEL: model = "smollm2:135m" } = process.env;

describe(`integration/anyOllama (${otherUrl === "" ? "scripted" : otherUrl})`, function () {
  // A real model may have to be loaded first.
  this.timeout(otherUrl === "" ? 20_000 : 300_000);
  let url: string;
  let bridge: Headless;
  let scripted: ScriptedServer | undefined;

  beforeEach(async () => {
    scripted = otherUrl === "" ? await startScriptedServer() : undefined;
    url = scripted?.url ?? otherUrl;
    bridge = await startHeadless({
      providers: [ollamaProvider(url)],
      chosen: { chat: { provider: "ollama", model }, completion: { provider: "ollama", model } },
    });
  });
  afterEach(async () => {
    bridge.dispose();
    await scripted?.stop();
  });

  it("tells its version and its models, and the pre-flight passes", async () => {
    const provider = ollamaProvider(url);
    const server = await bridge.servers.look(provider, "person");
    assert.ok(server.kind === "up", JSON.stringify(server));
    assert.match(server.version ?? "", /^\d+\.\d+\.\d+/);
    assert.ok(
      server.models.some(({ name, digest }) => name === model && /^[0-9a-f]{12,64}$/.test(digest ?? "")),
    );
    const flight = await bridge.servers.preflight(provider, model, "person");
    assert.equal(flight.report.kind, "passed");
    assert.ok((flight.contextTokens ?? 0) > 0);
  });

  it("answers a chat as a stream, on this device, with counts", async () => {
    const events: SendEvent[] = [];
    for await (const event of bridge.sending.send(chatOrder(), new AbortController().signal))
      events.push(event);
    const kinds = events.map(({ kind }) => kind);
    assert.deepEqual(
      [kinds[0], kinds.find((kind) => kind === "opened"), kinds.at(-1)],
      ["routed", "opened", "end"],
      JSON.stringify(events.at(-1)),
    );
    const opened = events.find((event) => event.kind === "opened");
    assert.equal(opened?.destination.class, "device");
    assert.match(opened.destination.evidence.at(-1) ?? "", /^connected to (?:127\.0\.0\.1|::1)$/);
    const end = events.at(-1);
    assert.ok(end?.kind === "end" && (end.usage.promptTokens ?? 0) > 0 && (end.usage.answerTokens ?? 0) > 0);
    assert.ok(kinds.filter((kind) => kind === "text").length > 1);
  });

  it("goes on with a raw text, no further than it may", async () => {
    const draft = completionAt(snapshot("const sum = (a, b) => █"), {
      task: "completion",
      provider: ollamaProvider(url),
      model,
      wireModel: model,
      contextTokens: 2048,
    });
    const events: SendEvent[] = [];
    for await (const event of bridge.sending.send(
      {
        task: "completion",
        trigger: "automatic",
        files: [attachment("sum.ts", "").source],
        draft: () => draft,
      },
      new AbortController().signal,
    ))
      events.push(event);
    const end = events.at(-1);
    assert.ok(end?.kind === "end", JSON.stringify(end));
    assert.ok((end.usage.answerTokens ?? 0) <= 129);
  });

  it("can be stopped in the middle of an answer", async () => {
    scripted?.script({ pace: "manual" });
    scripted?.release(1);
    const stopping = new AbortController();
    const kinds: string[] = [];
    for await (const event of bridge.sending.send(chatOrder(), stopping.signal)) {
      kinds.push(event.kind === "failed" ? event.failure.kind : event.kind);
      if (event.kind === "text") stopping.abort();
    }
    assert.ok(kinds.includes("text"), kinds.join(" "));
    // A real model may have ended by itself before it heard of it.
    assert.ok(
      kinds.at(-1) === "stopped" || (scripted === undefined && kinds.at(-1) === "end"),
      kinds.join(" "),
    );
  });

  it("says nothing about a model it does not have, and is not asked for it", async () => {
    assertFailed(
      await ask(bridge, { model: { provider: "ollama", model: "no-such-model:1b" } }),
      "modelNotListed",
    );
    assertFailed(
      await ask(bridge, { model: { provider: "ollama", model: "no-such-model:cloud" } }),
      "modeForbids",
    );
    const asked = bridge.entries().flatMap((entry) => (entry.phase === "attempt" ? [entry.purpose] : []));
    assert.deepEqual(
      asked.filter((purpose) => !["errand:version", "errand:status", "errand:list"].includes(purpose)),
      [],
    );
  });
});
