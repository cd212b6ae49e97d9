import assert from "node:assert/strict";
import { completionAt } from "../support/completionAt.ts";
import { destinationLabel } from "../../src/terms/destination.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import { failsWith, on, thenScript } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedModel, ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { snapshot } from "../support/samples.ts";
import { ask, question, tasksSeen, type Outcome } from "./ask.ts";
import { compatible, createStage } from "./stage.ts";

const remote = { host: "https://ollama.com:443", model: "gpt-oss:120b" };
const local: ScriptedModel = { name: "innocent:latest" };
const alias: ScriptedModel = { ...local, remote };
const listing = (fields: object): string =>
  JSON.stringify({ models: [{ name: "innocent:latest", digest: "d", size: 237, ...fields }] });

/** What a server could make a person believe, and what Drawbridge makes of it in the strictest mode. */
type Trap = {
  readonly trap: string;
  readonly script?: ScriptPart;
  /** The user's choice; absent: `innocent:latest`. */
  readonly model?: string;
  /** The kind of failure, and for a refusal the label of the destination. */
  readonly ends: string;
};

const viaDevice = "modeForbids: ollama.com via this device";

const traps: readonly Trap[] = [
  ...["gpt-oss:20b-cloud", "kimi-k2:cloud", "whatever-nonexistent:cloud"].map((model) => ({
    trap: `a cloud name that no list shows, ${model}`,
    model,
    ends: viaDevice,
  })),
  ...["KIMI-K2:CLOUD", " kimi-k2:cloud\n", "kimi-k2: cloud", "kimi-k2:20b-Cloud ", "kimi-k2:cloud\u0085"].map(
    (model) => ({
      trap: `a cloud name in disguise, ${JSON.stringify(model)}`,
      model,
      ends: viaDevice,
    }),
  ),
  { trap: "a cloud name that asks to stay", model: "kimi-k2:cloud:local", ends: viaDevice },
  { trap: "an alias under an innocent name", script: { models: [alias] }, ends: viaDevice },
  {
    trap: "an alias under the name of a model that everybody runs here",
    script: { models: [{ name: "llama3.2:3b", remote }] },
    model: "llama3.2:3b",
    ends: viaDevice,
  },
  {
    trap: "a copy of an alias, beside a model that is really here",
    script: { models: [recordedModel, alias, { ...alias, name: "copied:latest" }] },
    model: "copied:latest",
    ends: viaDevice,
  },
  {
    trap: "an alias dressed up with a family, a size and capabilities",
    script: {
      models: [
        { ...alias, family: "llama", parameterSize: "120B", capabilities: ["completion"], size: 65e9 },
      ],
    },
    ends: viaDevice,
  },
  {
    trap: "a model made from an alias, which has nothing left that gives it away",
    script: { models: [{ ...local, capabilities: [] }] },
    ends: "declined: 127.0.0.1 · may forward",
  },
  {
    trap: "an alias that only its page gives away",
    script: { models: [local], faults: [on("/api/tags", thenScript({ models: [alias] }))] },
    ends: viaDevice,
  },
  {
    trap: "an alias that took the name between the look and the use",
    script: { models: [local], faults: [on("/api/show", thenScript({ models: [alias] }))] },
    ends: "modelMissing",
  },
  {
    trap: "a list with the host alone",
    script: { faults: [on("/api/tags", failsWith(200, { body: listing({ remote_host: remote.host }) }))] },
    ends: viaDevice,
  },
  {
    trap: "a list with the model alone",
    script: { faults: [on("/api/tags", failsWith(200, { body: listing({ remote_model: remote.model }) }))] },
    ends: viaDevice,
  },
  {
    trap: "a page with the host alone",
    script: {
      models: [local],
      faults: [on("/api/show", failsWith(200, { body: JSON.stringify({ remote_host: remote.host }) }))],
    },
    ends: viaDevice,
  },
  {
    trap: "a page with the model alone",
    script: {
      models: [local],
      faults: [on("/api/show", failsWith(200, { body: JSON.stringify({ remote_model: remote.model }) }))],
    },
    ends: viaDevice,
  },
  {
    trap: "an alias that the server would refuse by itself, its cloud being off",
    script: { models: [alias], cloud: { disabled: true, source: "env" } },
    ends: viaDevice,
  },
  {
    trap: "an alias of a host that the server may not forward to",
    script: { models: [{ ...alias, remote: { host: "http://gpu-box:11434", model: "m" } }] },
    ends: "modeForbids: gpu-box:11434 via this device",
  },
];

function toldEnd({ failure }: Outcome, server: ScriptedServer): string {
  if (failure === undefined) return "answered";
  return "destination" in failure
    ? `${failure.kind}: ${destinationLabel(failure.destination)}`.replace(`:${server.port}`, "")
    : failure.kind;
}

function assertNothingLeft(server: ScriptedServer): void {
  assert.deepEqual(
    server.requests.flatMap(({ forwardedTo }) => forwardedTo),
    [],
  );
}

describe("integration/ollamaTraps", () => {
  const stage = createStage();
  const pick = (model: string, provider = "ollama"): { readonly chat: ModelRef } => ({
    chat: { provider, model },
  });

  for (const { trap, script, model = "innocent:latest", ends } of traps)
    it(`${trap}: ${ends}`, async () => {
      const server = await stage.server({ cloud: { upstream: "answers" }, ...script });
      const outcome = await ask(await stage.drawbridge(server, { chosen: pick(model) }));
      assert.equal(toldEnd(outcome, server), ends);
      assertNothingLeft(server);
    });

  it("is not taken in by the other API of the same server, which gives no alias away", async () => {
    const server = await stage.server({ models: [alias], cloud: { upstream: "answers" } });
    const bridge = await stage.drawbridge(server, {
      providers: [compatible(server)],
      chosen: pick("innocent:latest", "lm"),
    });
    const known = await bridge.servers.look(compatible(server), "person");
    assert.ok(known.kind === "up" && known.models.every(({ remoteHost }) => remoteHost === undefined));
    assert.equal(toldEnd(await ask(bridge), server), "declined: 127.0.0.1 · may forward");
    assertNothingLeft(server);
  });

  it("ends the answer of a server too old to refuse, as soon as a line admits where it comes from", async () => {
    const server = await stage.server({
      version: "0.17.0",
      models: [local],
      cloud: { upstream: "answers" },
      faults: [on("/api/show", thenScript({ models: [alias] }))],
    });
    const bridge = await stage.drawbridge(server, { chosen: pick("innocent:latest") });
    const first = await ask(bridge);
    assert.deepEqual([first.failure?.kind, first.text], ["forwarded", ""]);
    // The server's word counts no more, whatever it says from now on.
    server.script({ models: [local], faults: [] });
    bridge.advance(60_000);
    assert.equal(toldEnd(await ask(bridge), server), viaDevice);
    assert.equal(tasksSeen(server).length, 1);
  });

  it("does not go on saying that a model is on this device when the server no longer has it there", async () => {
    const server = await stage.server({
      models: [local],
      faults: [on("/api/show", thenScript({ models: [alias] }))],
    });
    const bridge = await stage.drawbridge(server, { chosen: pick("innocent:latest") });
    assert.equal(toldEnd(await ask(bridge), server), "modelMissing");
    const outlook = bridge.sending.outlook("chat");
    assert.equal(outlook.ok ? outlook.value.destination.class : outlook.error.kind, "unverified");
    assert.equal(toldEnd(await ask(bridge), server), viaDevice);
  });

  it("looks at an old server's list again when more than two seconds lie between the look and the use", async () => {
    const server = await stage.server({ version: "0.17.0", models: [local], cloud: { upstream: "answers" } });
    const bridge = await stage.drawbridge(server, { chosen: pick("innocent:latest") });
    assert.equal((await ask(bridge)).failure, undefined);
    server.script({ models: [alias] });
    bridge.advance(2_000);
    assert.equal(toldEnd(await ask(bridge), server), viaDevice);
    assertNothingLeft(server);
  });

  it("never completes with an alias, which a server sends on in full where it refuses a local model", async () => {
    const server = await stage.server({
      models: [{ name: "qwen2.5-coder:1.5b", remote }],
      cloud: { upstream: "answers" },
    });
    const bridge = await stage.drawbridge(server, {
      chosen: { completion: { provider: "ollama", model: "qwen2.5-coder:1.5b" } },
    });
    const outcome = await ask(bridge, {
      task: "completion",
      trigger: "automatic",
      draft: (route) => completionAt(snapshot("const secret = █"), route),
    });
    assert.equal(toldEnd(outcome, server), viaDevice);
    assert.deepEqual(
      server.requests.filter(({ body }) => body.includes("secret")),
      [],
    );
    assertNothingLeft(server);
  });

  for (const source of ["env", "config", "both"] as const)
    it(`says that the server's cloud is off when it says so (${source}), as the server's word`, async () => {
      const server = await stage.server({ cloud: { disabled: true, source } });
      const { destination } = await ask(await stage.drawbridge(server));
      assert.match(
        destination?.evidence.join("; ") ?? "",
        /as the server reported at \d\d:\d\d:\d\d UTC \(Ollama API 0\.24\.0\), the model runs there, and its cloud features are off/u,
      );
    });

  it("says nothing of the server's cloud where the server cannot tell", async () => {
    for (const script of [{ version: "0.16.1" }, { faults: [on("/api/status", failsWith(404))] }]) {
      const server = await stage.server(script);
      const bridge = await stage.drawbridge(server);
      const { destination } = await ask(bridge);
      assert.equal(destination?.class, "device");
      assert.equal(bridge.servers.withCloud(bridge.parts.providers()), undefined);
      assert.ok(!destination.evidence.join("; ").includes("cloud features"));
    }
  });

  it("uses the server's own API alone, and no tools that search the web", async () => {
    const server = await stage.server();
    await ask(await stage.drawbridge(server));
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ["/api/version", "/api/status", "/api/tags", "/api/show", "/api/ps", "/api/chat"],
    );
    const [{ body } = { body: "" }] = tasksSeen(server);
    assert.ok(body.includes(question) && !/"tools"|web_search/u.test(body));
  });
});
