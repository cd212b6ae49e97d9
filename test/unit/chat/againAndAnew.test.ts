import assert from "node:assert/strict";
import { err } from "../../../src/base/result.ts";
import { ChatSession } from "../../../src/chat/chatSession.ts";
import type { ConversationEvent } from "../../../src/chat/conversation.ts";
import type { Mentions } from "../../../src/chat/mentions.ts";
import type { ChatViewState, ToView } from "../../../src/protocol/messages.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import type { Sending } from "../../../src/sending/send.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { attachment, ollama } from "../../support/samples.ts";
import { editorWith, noInstructions, noMentions, noReviews } from "../../support/noRules.ts";

const route = {
  task: "chat",
  provider: ollama,
  model: "m:1b",
  wireModel: "m:1b",
  contextTokens: 8192,
} as const;

/** A session whose answers are the given scripts, one after the other; `hang` waits for the stop. */
function session(...scripts: readonly (readonly SendEvent[] | "hang")[]): {
  readonly chat: ChatSession;
  readonly kept: ConversationEvent[];
  readonly state: () => ChatViewState;
} {
  const rest = [...scripts];
  const kept: ConversationEvent[] = [];
  const sending: Sending = {
    outlook: () => ({ ok: false, error: { kind: "unasked", provider: ollama } }),
    send: async function* (_order, signal) {
      const script = rest.shift() ?? [];
      yield { kind: "routed", route };
      if (script !== "hang") {
        yield* script;
        return;
      }
      yield { kind: "text", text: "half" };
      await new Promise((resolve) => {
        signal.addEventListener("abort", resolve);
      });
      yield { kind: "failed", failure: { kind: "stopped" } };
    },
  };
  let ids = 0;
  const chat = new ChatSession({
    sending,
    store: {
      latest: () => Promise.resolve(undefined),
      open: () => Promise.resolve(err("gone")),
      begin: () => undefined,
      news: () => Promise.resolve(),
      append: (_id, event) => kept.push(event),
      grow: () => undefined,
    },
    editor: editorWith(),
    known: () => ({ kind: "unasked" }),
    newId: () => `id${(ids += 1)}`,
    now: () => "2026-01-01T00:00:00.000Z",
    clock: () => 0,
    mentions: noMentions,
    ...noInstructions,
    reviews: noReviews,
    nextFrame: () => ({ dispose: () => undefined }),
  });
  let last: ChatViewState | undefined;
  chat.onDidChange((message) => {
    if (message.type === "state") last = message.state;
  });
  return {
    chat,
    kept,
    state: () => {
      assert.ok(last);
      return last;
    },
  };
}

const good: readonly SendEvent[] = [
  { kind: "text", text: "a good answer" },
  { kind: "end", reason: "stop", usage: {} },
];
const down: readonly SendEvent[] = [
  { kind: "failed", failure: { kind: "serverDown", provider: ollama, reason: "unreachable" } },
];

const besideOf: Partial<Mentions> = {
  read: () => Promise.resolve({ attachments: [attachment("sum.ts", "sum"), attachment("rates.ts", "rate")] }),
};

describe("asking again and starting anew", () => {
  it("keeps the good answer when asking again comes to nothing, and tells why", async () => {
    const { chat, state } = session(good, down);
    await chat.send("why?");
    await chat.turns.regenerate(state().turns[0]?.id ?? "");
    assert.equal(state().turns[0]?.answer.text, "a good answer");
    assert.match(state().turns[0]?.answer.problem?.sentence ?? "", /not running/);
  });

  it("keeps the good answer when asking again is stopped, and says so", async () => {
    const { chat, state } = session(good, "hang");
    await chat.send("why?");
    const again = chat.turns.regenerate(state().turns[0]?.id ?? "");
    await new Promise(setImmediate);
    chat.stop();
    await again;
    const { answer } = state().turns[0] ?? {};
    assert.deepEqual(
      [answer?.text, answer?.status, answer?.note],
      ["a good answer", "done", "Asking again was stopped; the earlier answer is kept."],
    );
  });

  it("starts a new conversation in the middle of an answer and keeps the half in the old one", async () => {
    const { chat, kept, state } = session("hang");
    const asked = chat.send("why?");
    // The routed event and the first text each take a turn of the event loop.
    await new Promise(setImmediate);
    chat.startNew();
    await asked;
    assert.deepEqual(state().turns, []);
    const answered = kept.filter((event) => event.type === "answered");
    assert.deepEqual(
      answered.map(({ answer }) => [answer.text, answer.outcome]),
      [["half", "stopped"]],
    );
  });

  it("takes a question that was too long over into a new conversation", async () => {
    const { chat, state } = session([{ kind: "failed", failure: { kind: "contextTooLong" } }]);
    await chat.send("why?");
    const { id = "", answer } = state().turns[0] ?? {};
    assert.deepEqual(
      answer?.problem?.steps.map(({ action }) => action),
      ["editQuestion", "newConversation", "pickModel"],
    );
    const told: ToView[] = [];
    chat.onDidChange((message) => told.push(message));
    chat.turns.beginEdit(id);
    assert.deepEqual(told, [{ type: "edit", turn: id }]);
    chat.startOver(id);
    assert.deepEqual([state().turns, told.at(-1)], [[], { type: "restoreDraft", text: "why?" }]);
  });

  it("takes what was beside a question along into a new conversation, but no prompt that its words call", async () => {
    const { session: chat, state, told } = chatByHand(besideOf);
    await chat.mentioning.read("files");
    await chat.send("/joins a");
    chat.startOver(state().turns[0]?.id ?? "");
    assert.deepEqual([state().turns, state().chips.map(({ label }) => label)], [[], ["sum.ts", "rates.ts"]]);
    assert.deepEqual(told.at(-1), { type: "restoreDraft", text: "/joins a" });
  });

  it("asks a question in the place of another without what was taken off it", async () => {
    const { session: chat, state, orders } = chatByHand(besideOf);
    await chat.mentioning.read("files");
    await chat.send("Why?");
    const [turn] = state().turns;
    await chat.turns.edit(turn?.id ?? "", "Why?", [turn?.chips[0]?.id ?? ""]);
    assert.deepEqual(
      state().turns.map(({ question, chips }) => [question, chips.map(({ label }) => label)]),
      [["Why?", ["rates.ts"]]],
    );
    assert.deepEqual(
      orders.at(-1)?.files.map(({ path }) => path),
      ["rates.ts"],
    );
  });

  it("gives the draft back when a question comes while an answer is being made", async () => {
    const { chat } = session("hang");
    const returned: string[] = [];
    chat.onDidChange((message) => {
      if (message.type === "restoreDraft") returned.push(message.text);
    });
    const asked = chat.send("first");
    await chat.send("second");
    await new Promise(setImmediate);
    chat.stop();
    await asked;
    assert.deepEqual(returned, ["second"]);
  });
});
