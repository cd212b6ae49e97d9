import assert from "node:assert/strict";
import { trialItems } from "../../src/models/infillTrial.ts";
import { InfillVerdicts } from "../../src/setup/infillVerdicts.ts";
import { tryInfill, type TrialEnd } from "../../src/setup/tryInfill.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import type { Headless, HeadlessOptions } from "../support/headless.ts";
import { failsWith, onNth } from "../support/scripted/faults.ts";
import type { Asked, ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { storeInMemory } from "../support/stores.ts";
import { cloud } from "./cloudApi.ts";
import { compatible, createStage } from "./stage.ts";

const coder = "qwen2.5-coder:0.5b";

/** Writes the name that is missing, as a model that fills in does. */
function fillsIn({ prompt }: Asked): { readonly tokens: readonly string[] } {
  const item = trialItems.find(({ prefix }) => prompt.includes(prefix));
  return { tokens: [item?.expected ?? "?"] };
}

describe("integration/tryInfill", () => {
  const stage = createStage();

  type Begun = {
    readonly server: ScriptedServer;
    readonly bridge: Headless;
    readonly attempt: (model?: ModelRef, signal?: AbortSignal) => Promise<TrialEnd>;
  };

  async function begin(script: ScriptPart = {}, options: Partial<HeadlessOptions> = {}): Promise<Begun> {
    const server = await stage.server({ models: [{ name: coder }], answer: fillsIn, ...script });
    const bridge = await stage.drawbridge(server, options);
    const verdicts = new InfillVerdicts(storeInMemory());
    const never = new AbortController().signal;
    return {
      server,
      bridge,
      attempt: (model, signal = never) => tryInfill(model, { ...bridge, verdicts }, signal),
    };
  }

  const generated = ({ server }: Begun): number =>
    server.requests.filter(({ path }) => path === "/api/generate").length;
  const untried = (because: string): unknown => ({ kind: "untried", because });

  it("finds out that a model fills in, with three recorded requests that hold nothing of the user's", async () => {
    const begun = await begin();
    assert.deepEqual(await begun.attempt(), { kind: "judged", verdict: "fills" });
    assert.equal(generated(begun), trialItems.length);
    const sent = begun.bridge.entries().filter((entry) => entry.phase === "attempt");
    const completions = sent.filter(({ purpose }) => purpose === "completion");
    assert.equal(completions.length, trialItems.length);
  });

  it("tries the same weights once", async () => {
    const begun = await begin();
    await begun.attempt();
    assert.deepEqual(await begun.attempt(), { kind: "judged", verdict: "fills" });
    assert.equal(generated(begun), trialItems.length);
  });

  it("finds a model that writes its tokens into the code", async () => {
    const { attempt } = await begin({ answer: { tokens: ["x", "<|im_header|>"], verbatim: true } });
    assert.deepEqual(await attempt(), { kind: "judged", verdict: "leaksTokens" });
  });

  it("uses the template that only the model's own page shows", async () => {
    const template = "{{- if .Suffix }}<P>{{ .Prompt }}<S>{{ .Suffix }}<M>{{ else }}{{ .Prompt }}{{ end }}";
    const { server, attempt } = await begin({
      models: [{ name: "helper:1b", template, capabilities: ["completion", "insert"] }],
    });
    assert.deepEqual(await attempt({ provider: "ollama", model: "helper:1b" }), {
      kind: "judged",
      verdict: "fills",
    });
    const { prefix = "", suffix = "" } = trialItems[0] ?? {};
    const body = server.requests.find(({ path }) => path === "/api/generate")?.body ?? "{}";
    assert.equal((JSON.parse(body) as { prompt: string }).prompt, `<P>${prefix}<S>${suffix}<M>`);
  });

  it("asks nobody anything while paused", async () => {
    const { server, bridge, attempt } = await begin();
    await bridge.policy.setPaused(true);
    assert.deepEqual(await attempt({ provider: "ollama", model: coder }), untried("paused"));
    assert.deepEqual([server.requests, bridge.entries()], [[], []]);
  });

  it("tries no model that only continues, and none that is not there", async () => {
    const begun = await begin({ models: [{ name: "smollm2:135m" }] });
    assert.deepEqual(await begun.attempt({ provider: "ollama", model: "smollm2:135m" }), untried("noInfill"));
    assert.deepEqual(await begun.attempt(), untried("noModel"));
    assert.equal(generated(begun), 0);
  });

  it("never tries a model that runs elsewhere, even where the mode would allow it", async () => {
    const remote = { host: "https://ollama.com:443", model: "qwen3-coder:480b" };
    const begun = await begin({ models: [{ name: coder, remote }] }, { mode: "cloud" });
    const ollama = begun.bridge.parts.providers()[0];
    assert.ok(ollama);
    await begun.bridge.servers.look(ollama, "person");
    for (const model of [coder, "qwen3-coder:480b-cloud"])
      assert.deepEqual(await begun.attempt({ provider: "ollama", model }), untried("elsewhere"));
    assert.equal(generated(begun), 0);
    assert.deepEqual(begun.bridge.asked.reviewed, []);
  });

  it("waits for nobody's yes: a server that is not confirmed is not tried, and leaves no refusal", async () => {
    const server = await stage.server({ answer: fillsIn });
    const begun = await begin({}, { providers: [compatible(server), cloud] });
    assert.deepEqual(await begun.attempt({ provider: "lm", model: coder }), untried("elsewhere"));
    assert.deepEqual([begun.bridge.asked.confirmed, server.requests, begun.bridge.entries()], [[], [], []]);
  });

  it("says why there was no answer, and tries again the next time", async () => {
    const begun = await begin({ faults: [onNth("/api/generate", 2, failsWith(500))] });
    const end = await begun.attempt();
    assert.equal(end.kind === "failed" ? end.failure.kind : end.kind, "serverError");
    assert.deepEqual(await begun.attempt(), { kind: "judged", verdict: "fills" });
  });

  it("ends when it is stopped", async () => {
    const { attempt } = await begin();
    assert.deepEqual(await attempt(undefined, AbortSignal.abort()), untried("stopped"));
  });
});
