import assert from "node:assert/strict";
import { mock } from "node:test";
import { confirmRoute, confirmServer } from "../../src/setup/confirmRoute.ts";
import { observeLoaded } from "../../src/setup/observeLoaded.ts";
import { scout } from "../../src/setup/scout.ts";
import type { OpenSending } from "../../src/sending/openSending.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { destinationLabel } from "../../src/terms/destination.ts";
import type { Headless } from "../support/headless.ts";
import { drip, failsWith, on } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import { ask, tasksSeen } from "./ask.ts";
import { compatible, createStage } from "./stage.ts";

const isPs = ({ path }: LoggedRequest): boolean => path === "/api/ps";

/** What the features are given. */
function open(bridge: Headless): OpenSending {
  return bridge;
}

describe("integration/looks", () => {
  const stage = createStage();

  describe("after an answer", () => {
    async function observed(bridge: Headless): Promise<string> {
      const outlook = bridge.sending.outlook("chat");
      await Promise.resolve();
      return outlook.ok ? outlook.value.destination.evidence.join("; ") : "";
    }

    it("looks into the server's memory, and says that the model was seen there", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server);
      const watching = observeLoaded(bridge);
      const learned = new Promise<void>((resolve) => {
        bridge.servers.onDidLearn(() => {
          if (server.requests.some(isPs)) resolve();
        });
      });
      assert.equal((await ask(bridge)).failure, undefined);
      await learned;
      assert.match(await observed(bridge), /at \d\d:\d\d:\d\d UTC the server showed this model loaded/u);
      assert.ok(
        bridge.entries().some((entry) => entry.phase === "attempt" && entry.purpose === "errand:loaded"),
      );
      // Before the first question and after its answer; then it was seen, and once in half a minute is enough.
      await ask(bridge);
      assert.equal(server.requests.filter(isPs).length, 2);
      watching.dispose();
    });

    it("keeps the answer and says nothing when that look fails", async () => {
      const server = await stage.server({ faults: [on("/api/ps", failsWith(500))] });
      const bridge = await stage.drawbridge(server);
      const watching = observeLoaded(bridge);
      assert.equal((await ask(bridge)).failure, undefined);
      await server.waitFor(isPs);
      assert.doesNotMatch(await observed(bridge), /loaded/u);
      watching.dispose();
    });

    it("does not look at a server that may forward, nor after an errand, nor while paused", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server, {
        providers: [ollamaProvider(server.url), compatible(server)],
        onConfirm: () => true,
      });
      const watching = observeLoaded(bridge);
      await ask(bridge, { model: { provider: "lm", model: recordedModel.name } });
      await bridge.servers.look(ollamaProvider(server.url), "person");
      server.script({ pace: "manual" });
      const asking = ask(bridge);
      await server.waitFor(({ path }) => path === "/api/chat");
      await bridge.policy.setPaused(true);
      await asking;
      // Only before the question to this device.
      assert.equal(server.requests.filter(isPs).length, 1);
      watching.dispose();
    });
  });

  it("ends an errand whose answer drips for longer than errands may take", async () => {
    const server = await stage.server({ faults: [on("/api/version", drip("manual"))] });
    const bridge = await stage.drawbridge(server);
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const looking = bridge.servers.look(ollamaProvider(server.url), "person");
      server.release(3);
      await server.waitFor(({ path, tokensWritten }) => path === "/api/version" && tokensWritten >= 0);
      mock.timers.tick(9_000);
      server.release(3);
      mock.timers.tick(6_000);
      assert.deepEqual(await looking, { kind: "down", reason: "silent" });
      await server.waitFor((request) => request.aborted);
    } finally {
      mock.timers.reset();
    }
  });

  describe("scout", () => {
    it("asks nobody while paused", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server);
      await bridge.policy.setPaused(true);
      await scout({ task: "chat", trigger: "person" }, open(bridge));
      assert.deepEqual([server.requests, bridge.entries()], [[], []]);
      const outlook = bridge.sending.outlook("chat");
      assert.equal(!outlook.ok && outlook.error.kind, "paused");
    });

    it("looks again at what has aged, and only then", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server);
      const looks = async (afterMs: number): Promise<number> => {
        const before = server.requests.length;
        bridge.advance(afterMs);
        await scout({ task: "chat", trigger: "automatic" }, open(bridge));
        return server.requests.length - before;
      };
      assert.deepEqual([await looks(0), await looks(20_000), await looks(20_000)], [4, 0, 4]);
    });
  });

  describe("picking a model", () => {
    const lm = { provider: "lm", model: recordedModel.name };

    it("asks for the confirmation of a server that may forward, once, and completion then uses it", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, {
        providers: [compatible(server)],
        chosen: { completion: lm },
        onConfirm: () => true,
      });
      const confirm = () => confirmRoute("completion", open(bridge), lm);
      assert.deepEqual([await confirm(), await confirm()], [true, true]);
      assert.deepEqual(bridge.asked.confirmed.map(destinationLabel), [
        `127.0.0.1:${server.port} · may forward`,
      ]);
      assert.equal((await ask(bridge, { trigger: "automatic", model: lm })).failure, undefined);
      assert.equal(tasksSeen(server).length, 1);
    });

    it("leaves a model that was not confirmed waiting, and says so", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, { providers: [compatible(server)] });
      assert.equal(await confirmRoute("completion", open(bridge), lm), false);
      const outlook = bridge.sending.outlook("completion", { model: lm });
      assert.equal(outlook.ok && outlook.value.refusal?.kind, "needsConfirmation");
    });

    it("asks nothing about a checked model on this device, and nothing while paused", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server);
      assert.equal(await confirmRoute("chat", open(bridge)), true);
      await bridge.policy.setPaused(true);
      assert.equal(await confirmRoute("chat", open(bridge)), true);
      assert.deepEqual(bridge.asked.confirmed, []);
    });

    // Whatever is dialled here ends the process: see test/support/neverDial.ts.
    it("asks about a declared server before that is asked for its models, and contacts nobody without a yes", async () => {
      const box = { ...ollamaProvider("http://10.11.12.13:11434"), id: "box", label: "Box" };
      const bridge = await stage.drawbridge(await stage.server(), {
        providers: [box],
        mode: "network",
        declaredHosts: ["10.11.12.13"],
      });
      assert.deepEqual(await bridge.servers.look(box, "person"), {
        kind: "down",
        reason: "needsConfirmation",
      });
      assert.equal(await confirmServer(box, bridge.parts), false);
      assert.equal(await confirmRoute("chat", open(bridge), { provider: "box", model: "m" }), false);
      assert.deepEqual(bridge.asked.confirmed.map(destinationLabel), [
        "Network 10.11.12.13:11434",
        "Network 10.11.12.13:11434",
      ]);
      assert.ok(bridge.entries().every(({ phase }) => phase === "refused"));
    });

    it("asks about the machine around a container like about any other that is not this device", async () => {
      const box = { ...ollamaProvider("http://172.17.0.1:11434"), id: "box" };
      const bridge = await stage.drawbridge(await stage.server(), {
        providers: [box],
        hostMachine: { kind: "container", gateways: ["172.17.0.1"] },
      });
      assert.equal(await confirmRoute("chat", open(bridge), { provider: "box", model: "m" }), false);
      assert.deepEqual(bridge.asked.confirmed.map(destinationLabel), ["Host machine 172.17.0.1:11434"]);
    });

    it("asks about the machine that a remote window is connected to, once its server is known", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server, { authority: "ssh-remote+box", onConfirm: () => true });
      assert.equal(await confirmRoute("chat", open(bridge)), true);
      assert.deepEqual(bridge.asked.confirmed.map(destinationLabel), ["On ssh-remote+box"]);
    });
  });
});
