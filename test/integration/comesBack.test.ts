import assert from "node:assert/strict";
import type { Headless } from "../support/headless.ts";
import { failsWith, on } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { ask, assertFailed, tasksSeen } from "./ask.ts";
import { compatible, createStage } from "./stage.ts";

describe("A server that failed once", () => {
  const stage = createStage();

  async function beginOllama(): Promise<{ server: ScriptedServer; bridge: Headless }> {
    const server = await stage.server({});
    return { server, bridge: await stage.drawbridge(server) };
  }

  async function beginCompatible(): Promise<{ server: ScriptedServer; bridge: Headless }> {
    const server = await stage.server({ speaks: ["openai"] });
    const model = { provider: "lm", model: recordedModel.name };
    const bridge = await stage.drawbridge(server, {
      providers: [compatible(server)],
      chosen: { chat: model, completion: model },
      onConfirm: () => true,
    });
    return { server, bridge };
  }

  for (const { label, begin } of [
    { label: "Ollama", begin: beginOllama },
    { label: "LM Studio", begin: beginCompatible },
  ]) {
    it(`comes back: ${label} is asked again as soon as a person does`, async () => {
      const { server, bridge } = await begin();
      server.script({ refusing: true });
      assert.notEqual((await ask(bridge)).failure, undefined);
      server.script({ refusing: false });
      assert.equal((await ask(bridge)).failure, undefined);
      assert.equal(tasksSeen(server).length, 1);
    });

    it(`comes back: a look at ${label} while it was down stops nobody`, async () => {
      const { server, bridge } = await begin();
      const [provider = assert.fail()] = bridge.parts.providers();
      server.script({ refusing: true });
      assert.equal((await bridge.servers.look(provider, "person")).kind, "down");
      server.script({ refusing: false });
      assert.equal((await ask(bridge)).failure, undefined);
    });

    it(`comes back: ${label} did not accept the key, then does`, async () => {
      const { server, bridge } = await begin();
      const [provider = assert.fail()] = bridge.parts.providers();
      server.script({ faults: [on("*", failsWith(401))] });
      assert.deepEqual(await bridge.servers.look(provider, "person"), {
        kind: "down",
        reason: "unauthorized",
      });
      assert.notEqual((await ask(bridge)).failure, undefined);
      server.script({ faults: [] });
      bridge.servers.forgetServer(provider);
      assert.deepEqual(bridge.servers.known(provider), { kind: "unasked" });
      assert.equal((await ask(bridge)).failure, undefined);
    });
  }

  it("is left alone for a while by what nobody started, and then tried again", async () => {
    const { server, bridge } = await beginCompatible();
    server.script({ refusing: true });
    assertFailed(await ask(bridge), "unreachable");
    server.script({ refusing: false });
    assertFailed(await ask(bridge, { trigger: "automatic" }), "serverDown");
    bridge.advance(2_000);
    assert.equal((await ask(bridge, { trigger: "automatic" })).failure, undefined);
    assert.deepEqual(
      bridge.parts.providers().map((provider) => bridge.servers.known(provider)),
      [{ kind: "unasked" }],
    );
  });
});
