import assert from "node:assert/strict";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import type { Order } from "../../src/sending/order.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import { ollamaProvider, type ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { Reach } from "../../src/terms/destination.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import { attachment } from "../support/samples.ts";
import type { Headless, HeadlessOptions, ReviewReply } from "../support/headless.ts";
import { cutAfter, failsWith, on, type Fault } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { ask, assertFailed, chatOrder, question, tasksSeen } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel } from "./cloudApi.ts";
import { compatible, createStage } from "./stage.ts";

/** A fault of every chat, whichever API it comes by. */
const chat = (fault: Fault) => [on("/v1/chat/completions", fault), on("/api/chat", fault)];
const down = (): ScriptPart => ({ faults: chat(failsWith(503)) });
const here: ModelRef = { provider: "ollama", model: recordedModel.name };
const onDevice = { class: "device", mayForward: false } as const;
const studio: ModelRef = { provider: "lm", model: recordedModel.name };

/** A cloud that was named for the workspace, and an Ollama on this device. */
describe("Falling back", () => {
  const stage = createStage();
  let device: ScriptedServer;
  let api: ScriptedServer;

  async function open(
    cloudScript: ScriptPart,
    {
      extra = [],
      ...options
    }: Partial<HeadlessOptions> & { readonly extra?: readonly ProviderConfig[] } = {},
  ): Promise<Headless> {
    device = await stage.server();
    api = await stage.server(cloudScript);
    const bridge = await stage.drawbridge(device, {
      providers: [ollamaProvider(device.url), cloud, ...extra],
      chosen: { chat: largeModel },
      keys: { [cloudOrigin]: "sk-1" },
      editorFetch: fetchFrom(api).fetch,
      ...options,
    });
    await bridge.policy.choose("cloud", [cloudOrigin]);
    return bridge;
  }

  async function events(bridge: Headless): Promise<readonly SendEvent[]> {
    const all: SendEvent[] = [];
    for await (const event of bridge.sending.send(chatOrder(), new AbortController().signal)) all.push(event);
    return all;
  }

  const kinds = (all: readonly SendEvent[]): readonly string[] => all.map(({ kind }) => kind);

  it("answers on this device when the cloud is out of order, and says so", async () => {
    const all = await events(await open(down()));
    const [first, fell] = [all[0], all.find(({ kind }) => kind === "fellBack")];
    assert.ok(first?.kind === "routed" && first.route.provider.id === "cloud");
    assert.ok(fell?.kind === "fellBack");
    assert.deepEqual([fell.server.id, fell.model, fell.failure.kind], ["cloud", "large-1", "overloaded"]);
    assert.equal(all.findLast((event) => event.kind === "opened")?.destination.class, "device");
    assert.equal(all.at(-1)?.kind, "end");
    assert.deepEqual([tasksSeen(api).length, tasksSeen(device).length], [1, 1]);
  });

  it("never answers from a cloud when this device is out of order", async () => {
    const bridge = await open({}, { chosen: { chat: here }, alternatives: { chat: [largeModel] } });
    device.script(down());
    assert.deepEqual(kinds(await events(bridge)).slice(-1), ["failed"]);
    assert.ok(!kinds(await events(bridge)).includes("fellBack"));
    assert.equal(tasksSeen(api).length, 0);
  });

  it("never answers from a server that may forward when this device is out of order, though it is listed and confirmed", async () => {
    const other = await stage.server();
    const bridge = await open(
      {},
      {
        chosen: { chat: here },
        alternatives: { chat: [studio] },
        extra: [compatible(other)],
        onConfirm: () => true,
      },
    );
    await ask(bridge, { model: studio });
    assert.equal(tasksSeen(other).length, 1);
    device.script(down());
    assert.ok(!kinds(await events(bridge)).includes("fellBack"));
    assert.equal(tasksSeen(other).length, 1);
  });

  describe("from one server on this device to another", () => {
    let second: ScriptedServer;
    const open2 = async (script: ScriptPart): Promise<Headless> => {
      second = await stage.server();
      const bridge = await open(
        {},
        {
          chosen: { chat: here },
          alternatives: { chat: [{ ...here, provider: "second" }] },
          extra: [{ ...ollamaProvider(second.url), id: "second" }],
        },
      );
      device.script(script);
      return bridge;
    };

    it("goes down the list", async () => {
      const outcome = await ask(await open2(down()));
      assert.deepEqual([outcome.failure, tasksSeen(second).length], [undefined, 1]);
    });

    it("goes down the list when the first one is not even running", async () => {
      const bridge = await open2({ refusing: true });
      const outcome = await ask(bridge);
      assert.deepEqual([outcome.failure, tasksSeen(second).length], [undefined, 1]);
    });

    it("keeps what there is of an answer that breaks off, and asks nobody else", async () => {
      const outcome = await ask(await open2({ faults: chat(cutAfter(2)) }));
      assert.equal(outcome.failure?.kind, "cut");
      assert.notEqual(outcome.text, "");
      assert.equal(tasksSeen(second).length, 0);
    });
  });

  it("does not stand in for a key that is wrong, unless a list says so", async () => {
    const wrongKey: ScriptPart = { faults: chat(failsWith(401)) };
    assertFailed(await ask(await open(wrongKey)), "unauthorized");
    assert.equal(tasksSeen(device).length, 0);
    const listed = await ask(await open(wrongKey, { alternatives: { chat: [here] } }));
    assert.deepEqual([listed.failure, listed.destination?.class], [undefined, "device"]);
  });

  it("leaves a cloud alone that failed twice, and says beforehand who stands in", async () => {
    const bridge = await open(down());
    await ask(bridge);
    await ask(bridge);
    assert.equal(tasksSeen(api).length, 2);
    const outlook = bridge.sending.outlook("chat");
    assert.ok(outlook.ok);
    assert.deepEqual(
      [outlook.value.destination.class, outlook.value.insteadOf?.provider.id, outlook.value.route.model],
      ["device", "cloud", recordedModel.name],
    );
    assert.equal((await ask(bridge)).destination?.class, "device");
    assert.equal(tasksSeen(api).length, 2);
    bridge.advance(5_000);
    api.script({ faults: [] });
    assert.equal((await ask(bridge)).destination?.class, "cloud");
    assert.equal(bridge.sending.outlook("chat").ok && tasksSeen(api).length, 3);
  });

  it("tells the first failure when nobody answers", async () => {
    const bridge = await open({ faults: chat(failsWith(429, { retryAfter: 7 })) });
    device.script(down());
    const all = await events(bridge);
    const last = all.at(-1);
    assert.ok(last?.kind === "failed" && last.failure.kind === "quota");
    const route = all.findLast((event) => event.kind === "routed")?.route;
    assert.equal(route?.provider.id, "cloud");
  });

  it("asks nobody for consent or confirmation on the way", async () => {
    const other = await stage.server();
    const bridge = await open(down(), {
      providers: [cloud, compatible(other)],
      alternatives: { chat: [studio] },
      onConfirm: () => true,
    });
    assertFailed(await ask(bridge), "overloaded");
    assert.deepEqual([bridge.asked, tasksSeen(other).length], [{ confirmed: [], reviewed: [] }, 0]);
  });

  it("sends nothing farther than the person was told, whatever is allowed by then", async () => {
    const bridge = await open({});
    const { destination } = assertFailed(await ask(bridge, { noFartherThan: onDevice }), "fartherThanShown");
    assert.deepEqual([destination.class, tasksSeen(api).length], ["cloud", 0]);
    assert.ok(
      bridge.entries().some((entry) => entry.phase === "refused" && entry.refusal === "fartherThanShown"),
    );
  });
});

/** A listed server that may forward, confirmed earlier; an Ollama on this device; and a cloud that answers with errors. */
describe("What a person was told and decided, when another model stands in", () => {
  const stage = createStage();
  const salaries = attachment("salaries.ts", "const salary = 'SALARY-TEXT';");
  let device: ScriptedServer;
  let other: ScriptedServer;
  let api: ScriptedServer;

  async function open(options: Partial<HeadlessOptions> = {}): Promise<Headless> {
    device = await stage.server();
    other = await stage.server();
    api = await stage.server({ models: [{ name: "large-1" }], faults: chat(failsWith(503)) });
    const bridge = await stage.drawbridge(device, {
      providers: [ollamaProvider(device.url), cloud, compatible(other)],
      chosen: { chat: here },
      alternatives: { chat: [studio] },
      onConfirm: () => true,
      keys: { [cloudOrigin]: "sk-1" },
      editorFetch: fetchFrom(api).fetch,
      ...options,
    });
    await ask(bridge, { model: studio });
    assert.equal(tasksSeen(other).length, 1);
    return bridge;
  }

  const shown = (bridge: Headless): Reach => {
    const outlook = bridge.sending.outlook("chat");
    assert.ok(outlook.ok);
    return outlook.value.destination;
  };
  const aboutSalaries: Partial<Order> = {
    files: [salaries.source],
    draft: (route, { removed }) => {
      const attachments = [salaries].filter(({ source }) => !removed.has(source.uri));
      return chatDraft([{ question, answer: "", attachments }], route, () => false);
    },
  };

  it("nothing goes farther when an Ollama that was shown as on this device is gone", async () => {
    const bridge = await open();
    await ask(bridge);
    const noFartherThan = shown(bridge);
    assert.equal(noFartherThan.class, "device");
    device.script({ refusing: true });
    assert.notEqual((await ask(bridge, { noFartherThan })).failure, undefined);
    assert.notEqual((await ask(bridge)).failure, undefined);
    assert.equal(tasksSeen(other).length, 1);
  });

  it("nothing goes farther when the model that stands in for a cloud is gone as well", async () => {
    const bridge = await open({ chosen: { chat: largeModel }, alternatives: { chat: [here, studio] } });
    await bridge.policy.choose("cloud", [cloudOrigin]);
    await ask(bridge);
    await ask(bridge);
    const noFartherThan = shown(bridge);
    assert.equal(noFartherThan.class, "device");
    device.script({ refusing: true });
    assert.notEqual((await ask(bridge, { noFartherThan })).failure, undefined);
    assert.equal(tasksSeen(other).length, 1);
  });

  it("a server that may forward does not stand in for one that does not, in a remote window either", async () => {
    const bridge = await open({ authority: "wsl+ubuntu" });
    const { destination } = await ask(bridge);
    assert.deepEqual([destination?.class, destination?.mayForward], ["remoteDevice", false]);
    device.script({ faults: chat(failsWith(503)) });
    assert.notEqual((await ask(bridge, { noFartherThan: shown(bridge) })).failure, undefined);
    assert.equal(tasksSeen(other).length, 1);
  });

  it("a file that was left out stays left out", async () => {
    const answers: ReviewReply[] = [{ kind: "remove", uri: salaries.source.uri }, true];
    const bridge = await open({ chosen: { chat: largeModel }, onReview: () => answers.shift() ?? false });
    await bridge.policy.choose("ask", []);
    const outcome = await ask(bridge, aboutSalaries);
    assert.deepEqual([outcome.failure, tasksSeen(other).length, tasksSeen(api).length], [undefined, 2, 1]);
    for (const { body } of [...tasksSeen(other), ...tasksSeen(api)]) assert.ok(!body.includes("SALARY-TEXT"));
  });

  it("what was redacted stays redacted, although what stands in is not screened", async () => {
    const secret = "correct-horse-battery-9";
    const answers: ReviewReply[] = [{ kind: "redact", secrets: [{ secret, label: "token" }] }, true];
    const bridge = await open({ chosen: { chat: largeModel }, onReview: () => answers.shift() ?? false });
    await bridge.policy.choose("ask", []);
    const outcome = await ask(bridge, {
      files: [],
      conversation: "c1",
      draft: (route) =>
        chatDraft([{ question: `${question} ${secret}`, answer: "", attachments: [] }], route, () => false),
    });
    assert.deepEqual([outcome.failure, tasksSeen(other).length], [undefined, 2]);
    assert.ok(!tasksSeen(other)[1]?.body.includes(secret));
  });

  it("nothing else answers once they turned to this device", async () => {
    const bridge: Headless = await open({
      chosen: { chat: largeModel },
      onReview: () => ({ kind: "onDevice" }),
    });
    await bridge.policy.choose("ask", []);
    device.script({ faults: chat(failsWith(503)) });
    const outcome = await ask(bridge);
    assert.equal(outcome.failure?.kind, "overloaded");
    assert.deepEqual([tasksSeen(device).length, tasksSeen(other).length], [1, 1]);
  });

  it("a test of a server is about that server, also while it rests", async () => {
    const bridge = await open({ chosen: { chat: largeModel }, alternatives: { chat: [here] } });
    await bridge.policy.choose("cloud", [cloudOrigin]);
    await ask(bridge);
    await ask(bridge);
    assert.equal(tasksSeen(api).length, 2);
    api.script({ faults: [] });
    const outcome = await ask(bridge, { model: largeModel, noStandIn: true });
    assert.deepEqual([outcome.failure, tasksSeen(api).length], [undefined, 3]);
  });
});

describe("A model that has to be loaded", () => {
  const stage = createStage();

  it("is told while it is waited for, and not once it is in memory", async () => {
    const server = await stage.server({ pace: "manual" });
    const bridge = await stage.drawbridge(server);
    const kinds: string[] = [];
    const follow = async (): Promise<void> => {
      for await (const { kind } of bridge.sending.send(chatOrder(), new AbortController().signal)) {
        kinds.push(kind);
        if (kind === "loading") server.release(Infinity);
      }
    };
    await follow();
    assert.ok(kinds.includes("loading"), kinds.join(" "));
    await bridge.servers.observe(bridge.parts.providers()[0] ?? assert.fail(), recordedModel.name);
    kinds.length = 0;
    server.script({ pace: "atOnce" });
    await follow();
    assert.ok(!kinds.includes("loading"), kinds.join(" "));
  });
});
