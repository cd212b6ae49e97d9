import assert from "node:assert/strict";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import { turnFiles, type ChatTurn } from "../../src/prompt/chatTurn.ts";
import type { Order } from "../../src/sending/order.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import type { Headless, HeadlessOptions, ReviewReply } from "../support/headless.ts";
import { attachment } from "../support/samples.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { ask, assertFailed, tasksSeen } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel, type Call } from "./cloudApi.ts";
import { createStage } from "./stage.ts";

const secret = "correct-horse-battery-9";
const rates = attachment("rates.ts", `const key = "${secret}";`);
const deviceOnly: PathVerdict = { kind: "deviceOnly", rule: "rates*", from: "your settings" };

/** A conversation whose files are judged, as the chat sends it. */
function conversation(turns: readonly ChatTurn[], id = "c1"): Partial<Order> {
  return {
    conversation: id,
    files: turns.flatMap(turnFiles),
    draft: (route, { withheld }) => chatDraft(turns, route, withheld),
  };
}

describe("integration/review", () => {
  const stage = createStage();

  /** A cloud that may be asked about, and an Ollama on this device. */
  async function begin(
    options: Partial<HeadlessOptions> = {},
  ): Promise<{ bridge: Headless; local: ScriptedServer; calls: readonly Call[] }> {
    const local = await stage.server();
    const server = await stage.server({ speaks: ["openai"], models: [{ name: "large-1" }] });
    const api = fetchFrom(server);
    const bridge = await stage.drawbridge(local, {
      providers: [ollamaProvider(local.url), cloud],
      chosen: { chat: largeModel },
      keys: { [cloudOrigin]: "key" },
      editorFetch: api.fetch,
      mode: "ask",
      ...options,
    });
    return { bridge, local, calls: api.calls };
  }

  const texts = (calls: readonly Call[]): readonly string[] =>
    calls.map(({ body }) => Buffer.from(body).toString());

  it("lets a person turn to a model on this device, and nothing reaches the cloud", async () => {
    const { bridge, local, calls } = await begin({ onReview: () => ({ kind: "onDevice" }) });
    const { failure, destination } = await ask(bridge);
    assert.equal(failure, undefined);
    assert.equal(destination?.class, "device");
    assert.deepEqual(calls, []);
    assert.equal(tasksSeen(local).length, 1);
    assert.equal(bridge.asked.reviewed[0]?.deviceModel, "smollm2:135m");
    const phases = bridge.entries().flatMap((entry) => (entry.phase === "refused" ? [entry.refusal] : []));
    assert.deepEqual(phases, ["declined"]);
  });

  it("asks once for a whole conversation when that was chosen, and again in the next one", async () => {
    const { bridge, calls } = await begin({ onReview: () => ({ kind: "send", keep: "conversation" }) });
    const turn = { question: "Why?", answer: "", attachments: [] };
    for (const id of ["c1", "c1", "c2"])
      assert.equal((await ask(bridge, conversation([turn], id))).failure, undefined);
    assert.deepEqual([bridge.asked.reviewed.length, calls.length], [2, 3]);
    const grants = bridge
      .entries()
      .flatMap((entry) => (entry.phase === "attempt" && entry.purpose === "chat" ? [entry.grant] : []));
    assert.deepEqual(grants, ["kept", "kept", "kept"]);
  });

  it("asks again once a day is over, and once the grant is taken back", async () => {
    const { bridge } = await begin({ onReview: () => ({ kind: "send", keep: "day" }) });
    await ask(bridge);
    await ask(bridge);
    assert.equal(bridge.asked.reviewed.length, 1);
    bridge.advance(24 * 60 * 60 * 1000);
    await ask(bridge);
    assert.equal(bridge.asked.reviewed.length, 2);
    for (const { id } of bridge.grants.list()) await bridge.grants.revoke(id);
    await ask(bridge);
    assert.equal(bridge.asked.reviewed.length, 3);
  });

  it("does not ask any more when the question was stopped meanwhile", async () => {
    const stopping = new AbortController();
    const { bridge, calls } = await begin({
      onReview: () => {
        stopping.abort();
        return true;
      },
    });
    assertFailed(await ask(bridge, {}, stopping.signal), "stopped");
    assert.deepEqual(calls, []);
  });

  it("stops a secret even under a standing grant, and sends it only redacted", async () => {
    const replies: ReviewReply[] = [
      { kind: "send", keep: "workspace" },
      { kind: "redact", secrets: [{ secret, label: "value of KEY in .env" }] },
    ];
    const { bridge, calls } = await begin({
      knownSecrets: [{ secret, label: "value of KEY in .env" }],
      onReview: () => replies.shift() ?? false,
    });
    assert.equal((await ask(bridge)).failure, undefined);
    const turn = { question: "What is this?", answer: "", attachments: [rates] };
    assert.equal((await ask(bridge, conversation([turn]))).failure, undefined);
    assert.equal(bridge.asked.reviewed.length, 2);
    const [, sent = ""] = texts(calls);
    assert.ok(!sent.includes(secret));
    assert.match(sent, /\[redacted: value of KEY in \.env\]/);
  });

  it("redacts a secret again in the rest of the conversation, without asking, and asks in the next one", async () => {
    const label = "value of KEY in .env";
    const replies: ReviewReply[] = [
      { kind: "send", keep: "workspace" },
      { kind: "redact", secrets: [{ secret, label }] },
    ];
    const { bridge, calls, local } = await begin({
      knownSecrets: [{ secret, label }],
      onReview: () => replies.shift() ?? false,
    });
    await ask(bridge);
    const first = { question: "What is this?", answer: "A rate.", attachments: [rates] };
    const second = { question: `And is ${secret} right?`, answer: "", attachments: [rates] };
    await ask(bridge, conversation([{ ...first, answer: "" }], "c1"));
    assert.equal((await ask(bridge, conversation([first, second], "c1"))).failure, undefined);
    assert.equal(bridge.asked.reviewed.length, 2);
    assert.ok(texts(calls).length === 3 && texts(calls).every((text) => !text.includes(secret)));
    assert.equal(
      (await ask(bridge, { ...conversation([first, second], "c1"), onDevice: true })).failure,
      undefined,
    );
    assert.ok(tasksSeen(local)[0]?.body.includes(secret), "what stays here is whole");
    assert.equal(
      (await ask(bridge, conversation([{ ...first, answer: "" }], "c2"))).failure?.kind,
      "declined",
    );
    assert.equal(bridge.asked.reviewed.length, 3);
    assert.equal(calls.length, 3);
  });

  it("never stops a secret on its way to a model on this device", async () => {
    const { bridge, local } = await begin({
      chosen: {},
      mode: "onDevice",
      knownSecrets: [{ secret, label: "value of KEY in .env" }],
    });
    const turn = { question: "What is this?", answer: "", attachments: [rates] };
    assert.equal((await ask(bridge, conversation([turn]))).failure, undefined);
    assert.ok(tasksSeen(local)[0]?.body.includes(secret));
  });

  describe("with a file that stays on this device", () => {
    const judgePath = (uri: string): PathVerdict =>
      uri === rates.source.uri ? deviceOnly : { kind: "allowed" };
    const first = { question: "What is the rate?", answer: "It is MARKED-ANSWER.", attachments: [rates] };
    const second = { question: "MARKED-SECOND?", answer: "As I said: MARKED-ANSWER.", attachments: [] };
    const third = { question: "And now?", answer: "", attachments: [] };

    it("refuses the question that carries it, without asking", async () => {
      const { bridge, calls } = await begin({ judgePath, onReview: () => true });
      const outcome = await ask(bridge, conversation([{ ...first, answer: "" }]));
      const { reach, source } = assertFailed(outcome, "sourceExcluded");
      assert.deepEqual([reach, source.path], ["deviceOnly", "rates.ts"]);
      assert.deepEqual([calls.length, bridge.asked.reviewed.length], [0, 0]);
    });

    it("leaves out the turns that saw it two turns later, and says so instead", async () => {
      const { bridge, calls } = await begin({ judgePath, onReview: () => true });
      assert.equal((await ask(bridge, conversation([first, second, third]))).failure, undefined);
      const [sent = ""] = texts(calls);
      for (const text of [secret, "MARKED-ANSWER", "MARKED-SECOND", "What is the rate?"])
        assert.ok(!sent.includes(text), text);
      assert.match(sent, /And now\?/);
      assert.match(sent, /\[Left out: /);
      assert.ok(!sent.includes("rates"), "not even the name of the file");
    });

    it("keeps the whole conversation for a model on this device", async () => {
      const { bridge, local } = await begin({ chosen: {}, mode: "onDevice", judgePath });
      assert.equal((await ask(bridge, conversation([first, second, third]))).failure, undefined);
      const [request] = tasksSeen(local);
      for (const text of [secret, "MARKED-ANSWER", "MARKED-SECOND"])
        assert.ok(request?.body.includes(text), text);
    });
  });
});
