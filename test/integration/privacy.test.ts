import assert from "node:assert/strict";
import { isHeldBack } from "../../src/routing/knownServer.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { destinationLabel } from "../../src/terms/destination.ts";
import type { Mode } from "../../src/terms/mode.ts";
import { on, redirectTo, remoteAfter, thenScript } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import type { ScriptedModel } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { ask, assertFailed, chatOrder, gather, question, tasksSeen } from "./ask.ts";
import { compatible, createStage } from "./stage.ts";

const remote = { host: "https://ollama.com:443", model: "gpt-oss:20b" };
const alias: ScriptedModel = { name: "innocent:latest", remote };
const innocent: ScriptedModel = { name: "innocent:latest" };
const chosen = { chat: { provider: "ollama", model: "innocent:latest" } };

function mentions(word: string): (request: LoggedRequest) => boolean {
  return ({ path, body }) => `${path} ${body}`.toLowerCase().includes(word);
}

function wireModel({ body }: LoggedRequest): unknown {
  return (JSON.parse(body) as { readonly model?: unknown }).model;
}

function assertKeptHere(server: ScriptedServer): void {
  assert.deepEqual(
    server.requests.flatMap(({ forwardedTo }) => forwardedTo),
    [],
  );
}

describe("integration/privacy", () => {
  const stage = createStage();

  describe("a server that points elsewhere", () => {
    it("is not followed with a question", async () => {
      const elsewhere = await stage.server();
      const server = await stage.server({
        faults: [on("/api/chat", redirectTo(`${elsewhere.url}/api/chat`))],
      });
      const outcome = await ask(await stage.drawbridge(server));
      assert.equal(assertFailed(outcome, "redirected").to, `${elsewhere.url}/api/chat`);
      assert.equal(tasksSeen(server).length, 1);
      assert.deepEqual(elsewhere.requests, []);
    });

    it("is not followed with an errand", async () => {
      const elsewhere = await stage.server();
      const server = await stage.server({ faults: [on("*", redirectTo(elsewhere.url))] });
      assertFailed(await ask(await stage.drawbridge(server)), "serverDown");
      assert.ok(server.requests.length > 0);
      assert.deepEqual(elsewhere.requests, []);
    });
  });

  describe("an alias of a model elsewhere", () => {
    it("is refused while everything stays on this device, and the refusal is recorded", async () => {
      const server = await stage.server({ models: [alias], cloud: { upstream: "answers" } });
      const bridge = await stage.drawbridge(server, { chosen });
      const { destination } = assertFailed(await ask(bridge), "modeForbids");
      assert.deepEqual([destination.class, destination.host], ["cloudViaDevice", "ollama.com"]);
      assert.deepEqual(tasksSeen(server), []);
      assertKeptHere(server);
      const refused = bridge.entries().filter((entry) => entry.phase === "refused");
      assert.deepEqual(
        refused.map((entry) => [entry.purpose, entry.class, entry.host, entry.refusal, entry.mode]),
        [["chat", "cloudViaDevice", "ollama.com", "modeForbids", "onDevice"]],
      );
    });

    it("is also seen when only its description gives it away", async () => {
      const server = await stage.server({
        models: [innocent],
        cloud: { upstream: "answers" },
        faults: [on("/api/tags", thenScript({ models: [alias] }))],
      });
      const outcome = await ask(await stage.drawbridge(server, { chosen }));
      assert.equal(assertFailed(outcome, "modeForbids").destination.class, "cloudViaDevice");
      assert.deepEqual(tasksSeen(server), []);
    });

    it("is never chosen by itself", async () => {
      const large = { ...alias, size: 10 ** 12 };
      const server = await stage.server({ models: [large, recordedModel] });
      assert.equal((await ask(await stage.drawbridge(server))).failure, undefined);
      assert.deepEqual(tasksSeen(server).map(wireModel), [`${recordedModel.name}:local`]);
    });

    it("is used after a person's consent, and called what it is", async () => {
      const server = await stage.server({ models: [alias], cloud: { upstream: "answers" } });
      const bridge = await stage.drawbridge(server, { chosen, mode: "ask", onReview: () => true });
      const { failure, destination } = await ask(bridge);
      assert.equal(failure, undefined);
      assert.equal(destination && destinationLabel(destination), "ollama.com via this device");
      assert.deepEqual(
        bridge.asked.reviewed.map((review) => review.destination.host),
        ["ollama.com"],
      );
      assert.deepEqual(tasksSeen(server).map(wireModel), ["innocent:latest"]);
    });

    it("that took a model's name between the look and the use is refused by the server", async () => {
      const server = await stage.server({
        models: [innocent],
        cloud: { upstream: "answers" },
        faults: [on("/api/show", thenScript({ models: [alias] }))],
      });
      assertFailed(await ask(await stage.drawbridge(server, { chosen })), "modelMissing");
      assert.deepEqual(tasksSeen(server).map(wireModel), ["innocent:latest:local"]);
      assertKeptHere(server);
    });

    it("ends the answer as soon as the server admits it", async () => {
      const server = await stage.server({
        pace: "manual",
        answer: { tokens: ["one ", "two ", "three ", "four"] },
        faults: [on("/api/chat", remoteAfter(2, remote))],
      });
      const bridge = await stage.drawbridge(server);
      const asking = ask(bridge);
      server.release(3);
      const outcome = await asking;
      assert.ok(assertFailed(outcome, "forwarded").host.includes("ollama.com"));
      assert.equal(outcome.text, "one two ");
      const left = await server.waitFor((request) => request.aborted);
      assert.deepEqual([left.path, left.tokensWritten], ["/api/chat", 3]);
      assert.ok(bridge.entries().some((entry) => entry.phase === "end" && entry.outcome === "forwarded"));
    });
  });

  describe("a name that means a cloud", () => {
    for (const mode of ["onDevice", "network"] as const satisfies readonly Mode[])
      for (const model of ["secret:cloud", "secret:20b-cloud", "SECRET:Cloud"])
        it(`${model} is never told to the server in mode ${mode}, not even to ask about it`, async () => {
          const server = await stage.server({ cloud: { upstream: "answers" } });
          const bridge = await stage.drawbridge(server, {
            mode,
            chosen: { chat: { provider: "ollama", model } },
          });
          const { destination } = assertFailed(await ask(bridge), "modeForbids");
          assert.deepEqual([destination.class, destination.host], ["cloudViaDevice", "ollama.com"]);
          assert.deepEqual(server.requests.filter(mentions("secret")), []);
        });

    it("is told to nobody when a person says no", async () => {
      const server = await stage.server({ cloud: { upstream: "answers" } });
      const bridge = await stage.drawbridge(server, {
        mode: "ask",
        chosen: { chat: { provider: "ollama", model: "secret:cloud" } },
      });
      assertFailed(await ask(bridge), "declined");
      assert.equal(bridge.asked.reviewed.length, 1);
      assert.deepEqual(server.requests.filter(mentions("secret")), []);
    });
  });

  it("does not name a model the server does not list: the server could fetch it", async () => {
    const server = await stage.server({ registry: [{ name: "absent:1b" }] });
    const bridge = await stage.drawbridge(server, {
      chosen: { chat: { provider: "ollama", model: "absent:1b" } },
    });
    assert.equal(assertFailed(await ask(bridge), "modelNotListed").model, "absent:1b");
    assert.deepEqual(server.requests.filter(mentions("absent")), []);
  });

  describe("asks for a model under the name that cannot be forwarded", () => {
    for (const [version, wire] of [
      ["0.11.0", "smollm2:135m"],
      ["0.17.0", "smollm2:135m"],
      ["0.18.0", "smollm2:135m:local"],
      ["0.24.0", "smollm2:135m:local"],
      // A development build is the newest there is.
      ["0.0.0", "smollm2:135m:local"],
    ] as const)
      it(`of Ollama ${version}: ${wire}`, async () => {
        const server = await stage.server({ version });
        await ask(await stage.drawbridge(server));
        assert.deepEqual(tasksSeen(server).map(wireModel), [wire]);
      });
  });

  describe("a server on this device that may forward", () => {
    const lm = { chat: { provider: "lm", model: recordedModel.name } };

    it("hears nothing without a confirmation", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, { providers: [compatible(server)], chosen: lm });
      assert.equal(assertFailed(await ask(bridge), "declined").destination.class, "unverified");
      assert.equal(bridge.asked.confirmed.length, 1);
      assert.deepEqual(server.requests.filter(mentions("france")), []);
    });

    it("is asked about once, and is called one that may forward ever after", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, {
        providers: [compatible(server)],
        chosen: lm,
        onConfirm: () => true,
      });
      for (const { failure, destination } of [await ask(bridge), await ask(bridge)]) {
        assert.equal(failure, undefined);
        assert.equal(destination && destinationLabel(destination), `127.0.0.1:${server.port} · may forward`);
      }
      assert.equal(bridge.asked.confirmed.length, 1);
      assert.equal(tasksSeen(server).length, 2);
    });

    it("is not asked about by itself", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, {
        providers: [compatible(server)],
        chosen: lm,
        onConfirm: () => true,
      });
      assertFailed(await ask(bridge, { trigger: "automatic" }), "needsConfirmation");
      assert.deepEqual(bridge.asked.confirmed, []);
      assert.deepEqual(server.requests, []);
    });
  });

  // Whatever is dialled here ends the process: see test/support/neverDial.ts.
  describe("a computer of the network", () => {
    const refusalAt = async (
      host: string,
      { mode, declared }: { readonly mode: Mode; readonly declared: boolean },
    ): Promise<string> => {
      const bridge = await stage.drawbridge(await stage.server(), {
        providers: [
          { ...compatible({ url: `http://${host}:1234` }, "net"), label: "Workstation" },
          ollamaProvider(`http://${host}:11434`),
        ],
        chosen: { chat: { provider: "net", model: "m" } },
        mode,
        declaredHosts: declared ? [host] : [],
      });
      const { failure } = await gather(bridge.sending.send(chatOrder(), new AbortController().signal));
      assert.deepEqual(
        bridge.entries().map(({ phase }) => phase),
        ["refused"],
      );
      const known = await bridge.servers.look(ollamaProvider(`http://${host}:11434`), "person");
      assert.ok(known.kind === "down" && isHeldBack(known.reason));
      assert.ok(bridge.entries().every(({ phase }) => phase === "refused"));
      return failure !== undefined && "destination" in failure
        ? `${failure.kind}: ${destinationLabel(failure.destination)}`
        : String(failure?.kind);
    };

    it("hears nothing while everything stays on this device, declared or not", async () => {
      for (const declared of [false, true])
        assert.match(await refusalAt("10.11.12.13", { mode: "onDevice", declared }), /^modeForbids: /u);
    });

    it("hears nothing in the network's mode unless it was declared, and then needs a confirmation", async () => {
      assert.equal(
        await refusalAt("10.11.12.13", { mode: "network", declared: false }),
        "modeForbids: 10.11.12.13:1234",
      );
      assert.equal(
        await refusalAt("10.11.12.13", { mode: "network", declared: true }),
        "declined: Network 10.11.12.13:1234 · may forward",
      );
    });

    it("is no destination at all when its address belongs to nobody", async () => {
      for (const mode of ["onDevice", "network"] as const)
        assert.equal(
          await refusalAt("192.0.2.10", { mode, declared: true }),
          "destinationBlocked: Blocked 192.0.2.10:1234",
        );
    });

    it("is not even looked up under its name", async () => {
      assert.match(await refusalAt("nas.example", { mode: "onDevice", declared: true }), /^modeForbids: /u);
    });
  });

  describe("a window that runs elsewhere", () => {
    it("becomes this device when a person says that its machine is their own", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server, { authority: "127.0.0.1:8000", onConfirm: () => true });
      const { failure, destination } = await ask(bridge);
      assert.equal(failure, undefined);
      assert.equal(destination?.class, "device");
      assert.deepEqual(
        bridge.asked.confirmed.map((asked) => destinationLabel(asked)),
        ["On 127.0.0.1:8000"],
      );
    });

    it("stays elsewhere when its machine cannot be this one", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server, { authority: "ssh-remote+box", onConfirm: () => true });
      const { destination } = await ask(bridge);
      assert.equal(destination && destinationLabel(destination), "On ssh-remote+box");
    });

    it("is asked about once for its checked server, and again for each server there that may forward", async () => {
      const [checked, lm, other] = [await stage.server(), await stage.server(), await stage.server()];
      const bridge = await stage.drawbridge(checked, {
        authority: "ssh-remote+box",
        providers: [ollamaProvider(checked.url), compatible(lm), compatible(other, "other")],
        onConfirm: () => true,
      });
      const model = (provider: string) => ({ model: { provider, model: recordedModel.name } });
      await ask(bridge);
      for (const provider of ["lm", "lm", "other"]) await ask(bridge, model(provider));
      assert.deepEqual(bridge.asked.confirmed.map(destinationLabel), [
        "On ssh-remote+box",
        "On ssh-remote+box · may forward",
        "On ssh-remote+box · may forward",
      ]);
      assert.deepEqual(
        [checked, lm, other].map((server) => tasksSeen(server).length),
        [1, 2, 1],
      );
    });

    it("hears no question without the confirmation", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server, { authority: "ssh-remote+box" });
      assert.equal(assertFailed(await ask(bridge), "declined").destination.class, "remoteDevice");
      assert.deepEqual(server.requests.filter(mentions(question.toLowerCase())), []);
    });
  });
});
