import assert from "node:assert/strict";
import { apply, emptyConversation, type ConversationEvent } from "../../../src/chat/conversation.ts";
import { CurrentConversation } from "../../../src/chat/currentConversation.ts";
import { SummaryDesk } from "../../../src/chat/summaryDesk.ts";
import type { SummaryDue } from "../../../src/chat/summaryDue.ts";
import { err } from "../../../src/base/result.ts";
import { draftSources, messageText } from "../../../src/prompt/draft.ts";
import type { Order } from "../../../src/sending/order.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { attachment, destination, routeTo } from "../../support/samples.ts";
import { noLimits } from "../../support/noRules.ts";

const answer = { text: "word ".repeat(100), outcome: "done", provider: "ollama", model: "m" } as const;
const said = (...words: readonly string[]): readonly SendEvent[] => [
  { kind: "routed", route: routeTo() },
  ...words.map((text): SendEvent => ({ kind: "text", text })),
];
const end: SendEvent = { kind: "end", reason: "stop", usage: {} };

const asked = (turn: string, file?: string): readonly ConversationEvent[] => [
  {
    ...{ type: "asked", turn, question: `${turn}?`, time: "" },
    attachments: file === undefined ? [] : [attachment(file, "text")],
  },
  { type: "answered", turn, answer, time: "" },
];

describe("chat/summaryDesk", () => {
  let orders: Order[];
  let answers: readonly SendEvent[];
  let kept: ConversationEvent[];
  let changes: number;
  let current: CurrentConversation;
  let due: SummaryDue | undefined;
  let desk: SummaryDesk;

  beforeEach(async () => {
    [orders, kept, changes] = [[], [], 0];
    answers = [...said("A gist."), end];
    due = { turn: "two", reach: destination() };
    const conversation = [...asked("one", "a.ts"), ...asked("two"), ...asked("three")].reduce(
      apply,
      emptyConversation("c"),
    );
    const parts = { newId: () => "new", now: () => "now" };
    current = new CurrentConversation({
      ...parts,
      store: {
        latest: () => Promise.resolve({ conversation, newer: false, unreadable: 0 }),
        open: () => Promise.resolve(err("gone")),
        begin: () => undefined,
        news: () => Promise.resolve(),
        append: (_id, event) => void kept.push(event),
        grow: () => undefined,
      },
    });
    await current.restore();
    desk = new SummaryDesk({
      current,
      due: () => due,
      now: parts.now,
      clock: () => 0,
      onChange: () => (changes += 1),
      sending: {
        outlook: () => ({ ok: true, value: { route: routeTo(), destination: destination() } }),
        send: async function* (order) {
          orders.push(order);
          yield* await Promise.resolve(answers);
        },
      },
    });
  });

  const make = (trigger: "person" | "automatic" = "person"): Promise<void> =>
    trigger === "person" ? desk.make() : desk.makeUnasked();

  it("asks about the turns up to the one that it is to stand for, with all their files", async () => {
    await make();
    const [order] = orders;
    assert.ok(order);
    const draft = order.draft(routeTo(), noLimits);
    assert.deepEqual(
      order.files.map(({ path }) => path),
      ["a.ts"],
    );
    assert.deepEqual(
      draft.messages.map(({ role }) => role),
      ["system", "user", "assistant", "user", "assistant", "user"],
    );
    assert.match(messageText(draft.messages.at(-1) ?? { role: "user", parts: [] }), /^Write a summary/);
    assert.ok(draftSources(draft).some((source) => source.kind === "file"));
    assert.ok((draft.maxTokens ?? 0) > 0);
  });

  it("says in its order that nobody asked for it, and that nobody is to be asked", async () => {
    await make("automatic");
    const { trigger, askNobody, noStandIn, noFartherThan } = orders[0] ?? {};
    assert.deepEqual([trigger, askNobody, noStandIn], ["automatic", true, true]);
    assert.equal(noFartherThan?.class, "device");
  });

  it("makes one by itself once for the same turns", async () => {
    answers = [...said(""), end];
    await make("automatic");
    await make("automatic");
    assert.equal(orders.length, 1);
    due = { turn: "three", reach: destination() };
    await make("automatic");
    assert.equal(orders.length, 2);
  });

  it("makes none by itself that would leave this device or could be forwarded", async () => {
    for (const reach of [
      destination({ class: "cloud" }),
      destination({ class: "network" }),
      destination({ class: "unverified" }),
      destination({ mayForward: true }),
    ]) {
      due = { turn: "two", reach };
      await make("automatic");
    }
    due = { turn: "two" };
    await make("automatic");
    assert.deepEqual(orders, []);
  });

  it("makes none by itself after one was taken back", async () => {
    await make();
    desk.undo("two");
    await make("automatic");
    assert.equal(orders.length, 1);
  });

  it("makes none where everything fits", async () => {
    due = undefined;
    await make();
    assert.deepEqual([orders, changes], [[], 0]);
  });

  it("lets a person be asked who wished for it", async () => {
    await make();
    assert.deepEqual([orders[0]?.trigger, orders[0]?.askNobody], ["person", undefined]);
  });

  it("keeps a summary with what was measured", async () => {
    await make();
    const [event] = kept;
    assert.ok(event?.type === "summarised");
    assert.deepEqual(
      [event.turn, event.summary.text, event.summary.model],
      ["two", "A gist.", "smollm2:135m"],
    );
    assert.equal(current.value.turns[1]?.summary?.text, "A gist.");
    assert.deepEqual([desk.isRunning, desk.problem], [false, undefined]);
    assert.equal(changes, 2);
  });

  for (const [what, events] of [
    ["an empty one", [...said(" \n"), end]],
    ["one that is hardly shorter", [...said("word ".repeat(150)), end]],
    ["half of one", [...said("A gi"), { kind: "failed", failure: { kind: "cut", code: "EOF" } }]],
    ["a refusal", [{ kind: "failed", failure: { kind: "paused" } }]],
  ] as readonly (readonly [string, readonly SendEvent[]])[])
    it(`keeps no summary but says why when there is ${what}`, async () => {
      answers = events;
      await make();
      assert.deepEqual(kept, []);
      assert.match(desk.problem ?? "", /\.$/);
      await make("automatic");
      assert.equal(desk.problem, undefined);
    });

  it("keeps nothing for a conversation that was left meanwhile", async () => {
    const made = make();
    current.startNew();
    await made;
    assert.deepEqual(kept, []);
  });

  it("keeps nothing once it was stopped", async () => {
    const made = make();
    assert.ok(desk.isRunning);
    desk.stop();
    assert.ok(!desk.isRunning);
    await made;
    assert.deepEqual(kept, []);
  });

  it("makes one at a time", async () => {
    await Promise.all([make(), make()]);
    assert.equal(orders.length, 1);
  });

  it("takes a summary back, and remembers that", async () => {
    await make();
    desk.undo("two");
    assert.deepEqual(kept.at(-1), { type: "unsummarised", turn: "two", time: "now" });
    assert.deepEqual([current.value.turns[1]?.summary, current.value.keepsTurns], [undefined, true]);
  });

  it("keeps none of turns that show another answer by the time it is there", async () => {
    const turn: ConversationEvent = {
      type: "answered",
      turn: "one",
      answer: { ...answer, text: "Other." },
      time: "",
    };
    const making = desk.make();
    current.record(turn);
    await making;
    assert.ok(!kept.some(({ type }) => type === "summarised"));
  });
});
