import assert from "node:assert/strict";
import { openLedgerReader } from "../../src/ledger/ledgerReader.ts";
import { bodyMark } from "../../src/ledger/session.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import { draftSources } from "../../src/prompt/draft.ts";
import type { Headless, HeadlessOptions } from "../support/headless.ts";
import { failsWith, on, redirectTo } from "../support/scripted/faults.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { ask, assertFailed, tasksSeen } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel, type Call } from "./cloudApi.ts";
import { createStage } from "./stage.ts";

const key = "test-key-of-the-cloud";

function attempts(entries: readonly LedgerEntry[]): readonly Extract<LedgerEntry, { phase: "attempt" }>[] {
  return entries.filter((entry) => entry.phase === "attempt");
}

/** The body that was kept of the newest send. */
async function keptBody({ ledgerFolder, heads }: Headless): Promise<Uint8Array | undefined> {
  const reader = openLedgerReader(ledgerFolder, heads);
  const newest = await reader.rows().next();
  return newest.done === true ? undefined : (await reader.body(newest.value))?.bytes;
}

describe("integration/cloud", () => {
  const stage = createStage();

  async function begin(
    options: Partial<HeadlessOptions> = {},
    script: ScriptPart = {},
  ): Promise<{ bridge: Headless; server: ScriptedServer; calls: readonly Call[] }> {
    const server = await stage.server({ speaks: ["openai"], models: [{ name: "large-1" }], ...script });
    const api = fetchFrom(server);
    const bridge = await stage.drawbridge(server, {
      providers: [cloud],
      chosen: { chat: largeModel, completion: largeModel },
      keys: { [cloudOrigin]: key },
      editorFetch: api.fetch,
      ...options,
    });
    return { bridge, server, calls: api.calls };
  }

  for (const mode of ["onDevice", "network"] as const)
    it(`is out of reach in mode ${mode}, and nobody is asked`, async () => {
      const { bridge, calls } = await begin({ mode, onReview: () => true, onConfirm: () => true });
      const { destination } = assertFailed(await ask(bridge), "modeForbids");
      assert.equal(destination.class, "cloud");
      assert.deepEqual(calls, []);
      assert.deepEqual(bridge.asked, { confirmed: [], reviewed: [] });
      assert.deepEqual(
        bridge.entries().map(({ phase }) => phase),
        ["refused"],
      );
    });

  describe("in the mode that asks", () => {
    it("shows the exact size and sources of what will leave, and sends exactly that", async () => {
      const { bridge, calls } = await begin({ mode: "ask", onReview: () => true });
      const { failure, destination } = await ask(bridge);
      assert.equal(failure, undefined);
      assert.equal(destination?.class, "cloud");
      const [review] = bridge.asked.reviewed;
      assert.ok(review !== undefined);
      assert.deepEqual(review.wire.body, calls[0]?.body);
      assert.deepEqual([review.model, review.destination.host], ["large-1", "api.cloud.example"]);
      assert.deepEqual(
        draftSources(review.draft).map((source) => (source.kind === "file" ? source.path : source.kind)),
        ["instructions", "a.ts", "question"],
      );
      assert.equal(attempts(bridge.entries())[0]?.grant, "consent");
    });

    it("means once by once", async () => {
      const { bridge, calls } = await begin({ mode: "ask", onReview: () => true });
      await ask(bridge);
      await ask(bridge);
      assert.equal(bridge.asked.reviewed.length, 2);
      assert.equal(calls.length, 2);
      assert.deepEqual(calls[1]?.body, calls[0]?.body);
    });

    it("sends nothing after a no, and records it", async () => {
      const { bridge, calls } = await begin({ mode: "ask" });
      assert.equal(assertFailed(await ask(bridge), "declined").destination.host, "api.cloud.example");
      assert.deepEqual(calls, []);
      assert.deepEqual(
        bridge.entries().map((entry) => entry.phase === "refused" && entry.refusal),
        ["declined"],
      );
    });

    it("does not ask for what nobody started, and does not send it either", async () => {
      // One that continues texts: OpenAI's own API is no choice for a completion to begin with.
      const providers = [{ ...cloud, kind: "openaiCompatible" as const }];
      const { bridge, calls } = await begin({ mode: "ask", providers, onReview: () => true });
      for (const task of ["completion", "chat"] as const)
        assertFailed(await ask(bridge, { task, trigger: "automatic" }), "modeForbids");
      assert.deepEqual(calls, []);
      assert.deepEqual(bridge.asked.reviewed, []);
    });

    it("does not take a naming of the other mode for a consent", async () => {
      const { bridge, calls } = await begin({ mode: "ask" });
      await bridge.policy.choose("ask", [cloudOrigin]);
      assertFailed(await ask(bridge), "declined");
      assert.deepEqual(calls, []);
    });
  });

  describe("in the mode that allows what the user named", () => {
    it("sends the cleared bytes, with nothing in the headers but what the door lists", async () => {
      const { bridge, server, calls } = await begin();
      await bridge.policy.choose("cloud", [cloudOrigin]);
      const { failure } = await ask(bridge);
      assert.equal(failure, undefined);
      const [call, ...more] = calls;
      assert.deepEqual(more, []);
      assert.equal(call?.url, "https://api.cloud.example/v1/chat/completions");
      assert.deepEqual(
        [...new Headers(call.init.headers)],
        [
          ["accept", "application/json, text/event-stream"],
          ["authorization", `Bearer ${key}`],
          ["content-type", "application/json"],
          ["user-agent", "Drawbridge"],
        ],
      );
      assert.equal(call.init.redirect, "manual");
      const [attempt] = attempts(bridge.entries());
      assert.deepEqual(
        [attempt?.grant, attempt?.class, attempt?.carrier, attempt?.bytes],
        ["named", "cloud", "editor", call.body.length],
      );
      const [head] = await bridge.heads.all();
      assert.equal(attempt?.bodyHmac, bodyMark(head?.bodyKey ?? "", call.body));
      assert.deepEqual(await keptBody(bridge), Buffer.from(call.body));
      assert.equal(tasksSeen(server)[0]?.body, Buffer.from(call.body).toString());
      assert.deepEqual(bridge.asked, { confirmed: [], reviewed: [] });
    });

    it("says that the address could not be seen", async () => {
      const { bridge } = await begin();
      await bridge.policy.choose("cloud", [cloudOrigin]);
      await ask(bridge);
      const end = bridge.entries().find((entry) => entry.phase === "end");
      assert.deepEqual([end?.outcome, end?.address], ["done", "notObservable"]);
    });

    it("reviews every send to a provider that was not named", async () => {
      const { bridge, calls } = await begin({ onReview: () => true });
      await bridge.policy.choose("cloud", ["https://api.other.example:443"]);
      await ask(bridge);
      await ask(bridge);
      assert.deepEqual([bridge.asked.reviewed.length, calls.length], [2, 2]);
    });

    it("does not follow a redirect with the question", async () => {
      const { bridge, server, calls } = await begin(
        {},
        { faults: [on("/v1/chat/completions", redirectTo("https://api.other.example/v1/chat/completions"))] },
      );
      await bridge.policy.choose("cloud", [cloudOrigin]);
      assertFailed(await ask(bridge), "redirected");
      assert.deepEqual([calls.length, server.requests.length], [1, 1]);
    });

    it("does not try again by itself", async () => {
      const { bridge, calls } = await begin({}, { faults: [on("*", failsWith(503))] });
      await bridge.policy.choose("cloud", [cloudOrigin]);
      assertFailed(await ask(bridge), "overloaded");
      assert.equal(calls.length, 1);
    });

    it("stays in force only as long as the repository and the ceiling allow it", async () => {
      for (const limit of [{ ceiling: "onDevice" }, { repository: "onDevice" }] as const) {
        const { bridge, calls } = await begin(limit);
        await bridge.policy.choose("cloud", [cloudOrigin]);
        assertFailed(await ask(bridge), "modeForbids");
        assert.deepEqual(calls, []);
      }
    });
  });

  it("gets its key and no other, and nobody else gets it", async () => {
    const local = await stage.server();
    const { bridge, calls } = await begin({
      providers: [ollamaProvider(local.url), { ...cloud, id: "other", url: "https://api.other.example/v1" }],
      keys: { [cloudOrigin]: key, "https://api.other.example:443": "the-other-key" },
      chosen: { chat: { provider: "other", model: "large-1" } },
      mode: "ask",
      onReview: () => true,
    });
    await ask(bridge);
    await ask(bridge, { model: { provider: "ollama", model: "smollm2:135m" } });
    assert.equal(new Headers(calls[0]?.init.headers).get("authorization"), "Bearer the-other-key");
    assert.equal(tasksSeen(local).length, 1);
    for (const { headers, body } of local.requests) {
      assert.equal(headers.authorization, undefined);
      assert.equal(body.includes("key"), false);
    }
  });

  it("is not contacted without its key", async () => {
    const { bridge, calls } = await begin({ keys: {}, mode: "ask", onReview: () => true });
    assert.equal(assertFailed(await ask(bridge), "keyMissing").origin, cloudOrigin);
    assert.deepEqual(calls, []);
  });

  it("is never reached over plain http, with or without a key", async () => {
    for (const [kind, expected] of [
      ["openai", "keyMissing"],
      ["openaiCompatible", "unreachable"],
    ] as const) {
      const { bridge, calls } = await begin({
        providers: [{ ...cloud, kind, url: "http://api.cloud.example/v1" }],
        keys: { "http://api.cloud.example:80": key },
        mode: "ask",
        onReview: () => true,
      });
      assertFailed(await ask(bridge), expected);
      assert.deepEqual(calls, []);
    }
  });
});
