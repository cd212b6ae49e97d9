import assert from "node:assert/strict";
import type { Consent } from "../../src/gate/clear.ts";
import type { ChoreEvent, ChoreFailure } from "../../src/sending/chores.ts";
import { pullModel, type PullEvent } from "../../src/sending/pullModel.ts";
import { ollamaProvider, type ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { Chore } from "../../src/terms/errand.ts";
import type { Headless, HeadlessOptions } from "../support/headless.ts";
import {
  cutAfter,
  errorAfter,
  failsWith,
  hangAfter,
  malformedAfter,
  on,
} from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { createStage } from "./stage.ts";

const tiny = { name: "tiny:1b", size: 1000 };
const pull: Chore = { kind: "pull", model: tiny.name };

describe("integration/chores", () => {
  const stage = createStage();
  let server: ScriptedServer;
  let bridge: Headless;

  async function begin(script: ScriptPart = {}, options: Partial<HeadlessOptions> = {}): Promise<void> {
    server = await stage.server({ registry: [tiny], ...script });
    bridge = await stage.drawbridge(server, options);
  }

  /** A person's yes to what the gate asks about. */
  function yes(chore: Chore): Consent | undefined {
    const provider = ollamaProvider(server.url);
    return bridge.chores.forecast({ chore, provider, report: { kind: "errand" } })?.yes;
  }

  async function run(
    chore: Chore,
    consent: Consent | null | undefined = yes(chore),
    signal = new AbortController().signal,
  ): Promise<readonly ChoreEvent[]> {
    const provider = ollamaProvider(server.url);
    const { report } = await bridge.servers.preflight(provider, chore.model, "person");
    const events: ChoreEvent[] = [];
    const order = { chore, provider, report, ...(consent && { consent }) };
    for await (const event of bridge.chores.run(order, signal)) events.push(event);
    return events;
  }

  async function failureOf(chore: Chore): Promise<ChoreFailure["kind"] | "done"> {
    const last = (await run(chore)).at(-1);
    return last?.kind === "failed" ? last.failure.kind : "done";
  }

  const changes = (): readonly string[] =>
    server.requests
      .filter(({ path }) => ["/api/pull", "/api/delete", "/api/generate"].includes(path))
      .map(({ method, path }) => `${method} ${path}`);
  const recorded = (): readonly unknown[] =>
    bridge
      .entries()
      .filter((entry) => entry.phase !== "end" && "purpose" in entry && entry.purpose === "errand:pull")
      .map((entry) => ("model" in entry ? [entry.phase, entry.model, entry.trigger] : entry));

  it("fetches a model after a yes, and writes down which, by whom, and how it ended", async () => {
    await begin();
    const events = await run(pull);
    assert.deepEqual(
      events.map((event) => (event.kind === "progress" ? event.progress.completedBytes : event.kind)),
      [0, 250, 500, 750, 1000, 1000, 1000, "done"],
    );
    assert.deepEqual(recorded(), [["attempt", "tiny:1b", "person"]]);
    const end = bridge.entries().findLast((entry) => entry.phase === "end");
    assert.equal(end?.phase === "end" && end.outcome, "done");
    const known = await bridge.servers.look(ollamaProvider(server.url), "person");
    assert.equal(known.kind, "up");
  });

  it("fetches nothing without a yes, and writes that down", async () => {
    await begin();
    const [event] = await run(pull, null);
    assert.equal(event?.kind === "failed" && event.failure.kind, "needsConsent");
    assert.deepEqual(changes(), []);
    assert.deepEqual(recorded(), [["refused", "tiny:1b", "person"]]);
  });

  for (const [what, options, kind] of [
    ["in a workspace that is not trusted", { isTrusted: () => false }, "untrusted"],
    [
      "in a window that runs on a machine that nobody confirmed",
      { authority: "ssh-remote+box" },
      "needsConfirmation",
    ],
  ] as const)
    it(`fetches nothing ${what}`, async () => {
      await begin({}, options);
      assert.deepEqual([await failureOf(pull), changes()], [kind, []]);
    });

  it("ends a pull as soon as the workspace is paused", async () => {
    await begin({ pace: "manual" });
    const running = run(pull);
    await server.waitFor(({ path }) => path === "/api/pull");
    await bridge.policy.setPaused(true);
    const last = (await running).at(-1);
    assert.equal(last?.kind === "failed" && last.failure.kind, "revoked");
    await server.waitFor(({ aborted }) => aborted);
    assert.equal(await failureOf(pull), "paused");
  });

  it("closes the connection when a pull is cancelled, and goes on with another pull", async () => {
    await begin({ pace: "manual" });
    const cancel = new AbortController();
    const running = run(pull, yes(pull), cancel.signal);
    server.release(2);
    await server.waitFor(({ path, tokensWritten }) => path === "/api/pull" && tokensWritten === 2);
    cancel.abort();
    const last = (await running).at(-1);
    assert.equal(last?.kind === "failed" && last.failure.kind, "stopped");
    await server.waitFor(({ aborted }) => aborted);
    server.script({ pace: "atOnce" });
    assert.equal(await failureOf(pull), "done");
  });

  it("closes the connection when nobody listens any more, as when the window closes", async () => {
    await begin({ pace: "manual" });
    const provider = ollamaProvider(server.url);
    const order = {
      chore: pull,
      provider,
      report: { kind: "errand" } as const,
      consent: yes(pull) as Consent,
    };
    const events: AsyncGenerator<PullEvent> = pullModel(
      order,
      { chores: bridge.chores, clock: () => performance.now() },
      new AbortController().signal,
    );
    const first = await events.next();
    assert.equal(first.done === true ? "" : first.value.kind, "progress");
    await events.return(undefined);
    await server.waitFor(({ path, aborted }) => path === "/api/pull" && aborted);
    const end = bridge.entries().findLast((entry) => entry.phase === "end");
    assert.equal(end?.phase === "end" && end.outcome, "stopped");
  });

  for (const [what, script, kind] of [
    ["the registry does not know the model", { registry: [] }, "noSuchModel"],
    ["the registry cannot be reached", { registry: "offline" }, "registryUnreachable"],
    [
      "the disk is full",
      {
        faults: [on("/api/pull", errorAfter(2, "write /x/blobs/sha256-a-partial: no space left on device"))],
      },
      "diskFull",
    ],
    ["the connection is cut", { faults: [on("/api/pull", cutAfter(2))] }, "cut"],
    ["a line is none", { faults: [on("/api/pull", malformedAfter(1))] }, "malformed"],
    ["the server answers with an error", { faults: [on("/api/pull", failsWith(500))] }, "serverError"],
  ] as const)
    it(`says when ${what}`, async () => {
      await begin(script);
      assert.equal(await failureOf(pull), kind);
      const end = bridge.entries().findLast((entry) => entry.phase === "end");
      assert.equal(end?.phase === "end" && end.outcome, kind);
    });

  it("removes a model after a yes, and says when it is not there", async () => {
    await begin();
    const remove: Chore = { kind: "delete", model: recordedModel.name };
    assert.equal(await failureOf(remove), "done");
    bridge.servers.forgetServer(ollamaProvider(server.url));
    const known = await bridge.servers.look(ollamaProvider(server.url), "person");
    assert.deepEqual(known.kind === "up" && known.models, []);
    assert.equal(await failureOf(remove), "modelMissing");
    assert.deepEqual(changes(), ["DELETE /api/delete", "DELETE /api/delete"]);
  });

  it("does nothing at a server that was taken away while a person was asked", async () => {
    const providers: ProviderConfig[] = [];
    await begin({}, { providers });
    providers.push(ollamaProvider(server.url));
    const agreed = yes({ kind: "delete", model: recordedModel.name });
    assert.ok(agreed !== undefined);
    providers.length = 0;
    const events = await run({ kind: "delete", model: recordedModel.name }, agreed);
    assert.deepEqual(events, [{ kind: "failed", failure: { kind: "notOffered" } }]);
    assert.deepEqual(changes(), []);
  });

  it("loads a model that was checked and lets it go again", async () => {
    await begin();
    const provider = ollamaProvider(server.url);
    const { report, wireModel } = await bridge.servers.preflight(provider, recordedModel.name, "person");
    const signal = new AbortController().signal;
    const loaded = async (): Promise<unknown> => {
      const answer = await bridge.ask({ kind: "loaded" }, provider);
      return answer.ok && answer.value.kind === "loaded" && answer.value.models.length;
    };
    const doing = async (chore: Chore): Promise<unknown> => {
      for await (const event of bridge.chores.run({ chore, provider, report }, signal)) return event.kind;
      return "nothing";
    };
    assert.equal(await doing({ kind: "load", model: wireModel, contextTokens: 2048 }), "done");
    assert.equal(await loaded(), 1);
    assert.equal(await doing({ kind: "unload", model: wireModel }), "done");
    assert.equal(await loaded(), 0);
  });

  it("does not load what would run elsewhere, and sends the server nothing about it", async () => {
    const innocent = {
      name: "innocent:latest",
      remote: { host: "https://ollama.com:443", model: "gpt-oss:120b" },
    };
    await begin({ models: [innocent] });
    for (const model of ["innocent:latest", "kimi-k2:cloud"])
      for (const chore of [
        { kind: "load", model, contextTokens: 2048 },
        { kind: "unload", model },
      ] as const)
        assert.equal(await failureOf(chore), "modeForbids");
    assert.deepEqual(changes(), []);
  });

  it("says why a model that is listed cannot be loaded", async () => {
    await begin({ faults: [on("/api/generate", failsWith(500))] });
    assert.equal(
      await failureOf({ kind: "load", model: recordedModel.name, contextTokens: 2048 }),
      "serverError",
    );
  });

  it("waits for a server that says nothing in the middle of a pull only as long as a person does", async () => {
    await begin({ faults: [on("/api/pull", hangAfter(1))] });
    const cancel = new AbortController();
    const running = run(pull, yes(pull), cancel.signal);
    await server.waitFor(({ path, tokensWritten }) => path === "/api/pull" && tokensWritten === 1);
    cancel.abort();
    const last = (await running).at(-1);
    assert.equal(last?.kind === "failed" && last.failure.kind, "stopped");
  });
});
