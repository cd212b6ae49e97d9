import assert from "node:assert/strict";
import type { MentionRead } from "../../../src/chat/mentions.ts";
import { createEmitter } from "../../../src/base/event.ts";
import { err, ok } from "../../../src/base/result.ts";
import type { ChatParts } from "../../../src/chat/chatPorts.ts";
import { chipId } from "../../../src/chat/chatTurns.ts";
import { ChatSession } from "../../../src/chat/chatSession.ts";
import {
  apply,
  emptyConversation,
  type Conversation,
  type ConversationEvent,
  type StoredAnswer,
} from "../../../src/chat/conversation.ts";
import type { ReadConversation } from "../../../src/chat/conversationFile.ts";
import type { Attachment, ExcludedDocument } from "../../../src/context/attachment.ts";
import { estimateTokens } from "../../../src/context/estimateTokens.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { messageText } from "../../../src/prompt/draft.ts";
import type { ChatViewState, ToView, MentionView } from "../../../src/protocol/messages.ts";
import type { Order } from "../../../src/sending/order.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import type { SendEvent, SendFailure } from "../../../src/sending/sendEvent.ts";
import { sourceKey } from "../../../src/terms/source.ts";
import { pictureFile } from "../../support/pictures.ts";
import {
  attachment,
  clean,
  destination,
  ollama,
  pasted,
  routeTo,
  terminalOutput,
} from "../../support/samples.ts";
import { noInstructions, noLimits, noMentions } from "../../support/noRules.ts";

const route = routeTo();
const routed: SendEvent = { kind: "routed", route };
const opened: SendEvent = { kind: "opened", destination: destination(), record: "r1", firstByteMs: 0 };
const text = (words: string): SendEvent => ({ kind: "text", text: words });
const end: SendEvent = {
  kind: "end",
  reason: "stop",
  usage: { promptTokens: 16, answerTokens: 8, answerMs: 100 },
};
const failed = (failure: SendFailure): SendEvent => ({ kind: "failed", failure });

/** A send whose events a test lets go one by one. */
class ScriptedSend {
  readonly order: Order;
  readonly signal: AbortSignal;
  readonly #queue: SendEvent[] = [];
  #isOver = false;
  #isBroken = false;
  #wake: () => void = () => undefined;

  constructor(order: Order, signal: AbortSignal) {
    this.order = order;
    this.signal = signal;
    signal.addEventListener("abort", () => {
      this.#put([failed({ kind: "stopped" })], true);
    });
  }

  /** What the model is asked: the texts of the draft's messages. */
  asked(limits = noLimits): readonly string[] {
    return this.order.draft(route, limits).messages.slice(1).map(messageText);
  }

  async tell(...events: readonly SendEvent[]): Promise<void> {
    const isLast = events.some(({ kind }) => kind === "end" || kind === "failed");
    this.#put(events, isLast);
    await settled();
  }

  async crash(): Promise<void> {
    this.#isBroken = true;
    this.#wake();
    await settled();
  }

  #put(events: readonly SendEvent[], isLast: boolean): void {
    this.#queue.push(...events);
    this.#isOver ||= isLast;
    this.#wake();
  }

  async *events(): AsyncGenerator<SendEvent> {
    for (;;) {
      for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) yield event;
      if (this.#isBroken) throw new Error("a bug");
      if (this.#isOver) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** Lets everything happen that waits for nothing but its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

type Composer = ChatViewState["composer"];

/** What a test looks at; `undefined` must not be there. */
type Shown = { readonly [K in keyof Composer]?: Composer[K] | undefined };

describe("chat/chatSession", () => {
  let told: ToView[];
  let kept: ConversationEvent[];
  /** What was kept of answers while they were made. */
  let grown: StoredAnswer[];
  let nowMs: number;
  let begun: string[];
  let frames: (() => void)[];
  let sends: ScriptedSend[];
  let active: Attachment | undefined;
  let searches: { readonly query: string; readonly signal: AbortSignal }[];
  let offered: readonly MentionView[];
  let reads: Map<string, MentionRead>;
  let excluded: ExcludedDocument | undefined;
  /** What is read takes its time. */
  let slow: Promise<MentionRead> | undefined;
  let verdict: PathVerdict | undefined;
  /** What the path rules say about everything of which nothing was known. */
  const unknownRule: PathVerdict = { kind: "deviceOnly", rule: "*.ts", from: "your settings" };
  const judge = (): Promise<PathVerdict> => Promise.resolve((verdict ??= unknownRule));
  let latest: Awaited<ReturnType<ChatParts["store"]["latest"]>>;
  let opening: ChatParts["store"]["open"];
  let outlook: Outlook;
  let asking: AbortSignal | undefined;
  let revealed: AbortSignal[];
  let reviewsChanged: ReturnType<typeof createEmitter<undefined>>;
  let session: ChatSession;

  beforeEach(() => {
    grown = [];
    nowMs = 0;
    slow = undefined;
    told = [];
    kept = [];
    begun = [];
    frames = [];
    sends = [];
    active = undefined;
    searches = [];
    offered = [];
    reads = new Map();
    excluded = undefined;
    verdict = { kind: "allowed" };
    asking = undefined;
    revealed = [];
    reviewsChanged = createEmitter();
    latest = undefined;
    opening = () => Promise.resolve(err("gone"));
    outlook = { ok: true, value: { route, destination: destination() } };
    let ids = 0;
    session = new ChatSession({
      sending: {
        outlook: () => outlook,
        send: (order, signal) => {
          const send = new ScriptedSend(order, signal);
          sends.push(send);
          return send.events();
        },
      },
      store: {
        latest: () => Promise.resolve(latest),
        open: (id) => opening(id),
        begin: (id) => void begun.push(id),
        news: () => Promise.resolve(),
        append: (_id, event) => void kept.push(event),
        grow: (_id, event) => grown.push(event.answer),
      },
      editor: {
        active: () => active,
        excluded: () => excluded,
        verdict: () => verdict,
        judge,
      },
      known: () => ({ kind: "up", version: "0.24.0", models: [] }),
      changesSeveral: (markdown) => markdown.includes("two files"),
      newId: () => {
        ids += 1;
        return `id${ids}`;
      },
      now: () => "2026-01-31T12:00:00.000Z",
      clock: () => nowMs,
      ...noInstructions,
      mentions: {
        ...noMentions,
        suggest: (query, signal, onFirst) => {
          searches.push({ query, signal });
          onFirst(offered.slice(0, 1));
          return Promise.resolve(offered);
        },
        read: (id) => slow ?? Promise.resolve(reads.get(id) ?? { attachments: [] }),
        readAt: (uris) => Promise.resolve(reads.get(uris.join(" ")) ?? { attachments: [] }),
      },
      reviews: {
        isAsking: (signal) => signal === asking,
        reveal: (signal) => revealed.push(signal),
        onDidChange: reviewsChanged.event,
      },
      nextFrame: (callback) => {
        frames.push(callback);
        return { dispose: () => (frames = frames.filter((frame) => frame !== callback)) };
      },
    });
    session.appear();
    session.onDidChange((message) => told.push(message));
  });
  afterEach(() => {
    session.dispose();
  });

  function state(): ChatViewState {
    let shown: ChatViewState | undefined;
    for (const message of told) {
      if (message.type === "state") shown = message.state;
      else if (message.type === "composer" && shown !== undefined) shown = { ...shown, ...message.part };
    }
    assert.ok(shown);
    return shown;
  }
  const answers = (): readonly string[] =>
    state().turns.map(({ answer }) => `${answer.status}: ${answer.text}`);
  const outcomes = (): readonly string[] =>
    kept.map((event) => {
      if (event.type === "told") return `told of ${event.unreadable}`;
      if (event.type === "found") return `found ${event.attachments.length}`;
      if (event.type === "removed") return `removed ${event.uris.join(", ")}`;
      if (event.type === "renamed") return `renamed ${event.title}`;
      if (event.type === "pinned") return `pinned ${event.pinned}`;
      if (event.type === "summarised") return `summarised: ${event.summary.text}`;
      if (event.type === "unsummarised") return "unsummarised";
      if (event.type === "shown") return `shown ${event.turn}, ${event.version ?? "as it was"}`;
      if (event.type === "rated") return `rated ${event.version} ${event.rating}`;
      return event.type === "asked"
        ? `asked ${event.question}`
        : `${event.answer.outcome}: ${event.answer.text}`;
    });
  const send = async (question: string): Promise<ScriptedSend> => {
    void session.send(question);
    await settled();
    const last = sends.at(-1);
    assert.ok(last !== undefined);
    return last;
  };
  const frame = (): void => {
    for (const callback of frames.splice(0)) callback();
  };

  it("keeps what there is of an answer every two seconds while it grows, and nothing before its first word", async () => {
    const one = await send("Why?");
    nowMs = 5000;
    await one.tell(routed, opened);
    assert.equal(grown.length, 0);
    await one.tell(text("Because"));
    nowMs = 6999;
    await one.tell(text(" it"));
    assert.deepEqual(
      grown.map((answer) => [answer.text, answer.outcome]),
      [["Because", "interrupted"]],
    );
    nowMs = 7000;
    await one.tell(text(" is."), end);
    assert.deepEqual(
      [grown.at(-1)?.text, grown.length, answers()],
      ["Because it is.", 2, ["done: Because it is."]],
    );
  });

  it("keeps the question before anything is sent, and the answer with all that was measured", async () => {
    const one = await send("  Why?  ");
    assert.deepEqual(outcomes(), ["asked Why?"]);
    assert.deepEqual([state().busy, answers()], [true, ["waiting: "]]);
    await one.tell(routed, opened, text("Because"), text("."), end);
    assert.deepEqual(outcomes(), ["asked Why?", "done: Because."]);
    assert.deepEqual([state().busy, answers()], [false, ["done: Because."]]);
    const { measured, model } = state().turns[0]?.answer ?? {};
    assert.deepEqual(
      [model, measured?.tokens, measured?.tokensPerSecond, measured?.record, measured?.destination.label],
      ["smollm2:135m", 8, 80, "r1", "On device"],
    );
  });

  it("sends no more than one message a frame while text streams", async () => {
    const one = await send("Why?");
    await one.tell(routed, opened, text("a"));
    told = [];
    await one.tell(text("b"), text("c"), text("d"));
    assert.deepEqual([told, frames.length], [[], 1]);
    frame();
    assert.deepEqual(told, [{ type: "delta", kind: "text", turn: "id2", text: "bcd" }]);
    await one.tell(text("e"));
    frame();
    assert.deepEqual(told.at(-1), { type: "delta", kind: "text", turn: "id2", text: "e" });
    assert.deepEqual(frames, []);
  });

  it("tells what the model thinks apart from its answer, in the order in which it came", async () => {
    const thought = (words: string): SendEvent => ({ kind: "thinking", text: words });
    const one = await send("Why?");
    await one.tell(routed, opened, thought("a"));
    assert.deepEqual(state().turns[0]?.answer, {
      text: "",
      thinking: "a",
      status: "streaming",
      model: "smollm2:135m",
    });
    told = [];
    await one.tell(thought("b"), thought("c"), text("d"), text("e"));
    frame();
    assert.deepEqual(told, [
      { type: "delta", kind: "thinking", turn: "id2", text: "bc" },
      { type: "delta", kind: "text", turn: "id2", text: "de" },
    ]);
    await one.tell(end);
    const { text: said, thinking } = state().turns[0]?.answer ?? {};
    assert.deepEqual([said, thinking], ["de", "abc"]);
    const two = await send("And?");
    assert.deepEqual(two.asked(), ["Why?", "de", "And?"]);
  });

  it("tells deltas and states that never contradict each other, whatever comes between", async () => {
    const one = await send("Why?");
    await one.tell(routed, opened, text("a"));
    await one.tell(text("b"));
    session.refresh();
    await one.tell(text("c"), end);
    frame();
    let shown = "";
    for (const message of told) {
      if (message.type === "state") shown = message.state.turns[0]?.answer.text ?? "";
      else if (message.type === "delta") shown += message.text;
      assert.ok("abc".startsWith(shown), shown);
    }
    assert.equal(shown, "abc");
  });

  it("gives out an answer with the files beside its question and those before it, once none is made there", async () => {
    active = attachment("a.ts", "a");
    session.refresh();
    await (await send("Why?")).tell(routed, text("Because."), end);
    active = attachment("b.ts", "b");
    session.refresh();
    const two = await send("And?");
    await two.tell(routed, opened, text("So"));
    assert.equal(session.turns.given("id3"), undefined);
    await two.tell(end);
    const { text: given, beside, earlier } = session.turns.given("id3") ?? assert.fail("none was given");
    const labels = (files: readonly Attachment[]): readonly string[] => files.map(({ text: own }) => own);
    assert.deepEqual([given, labels(beside), labels(earlier)], ["So", ["b"], ["a"]]);
    assert.equal(session.turns.given("nowhere"), undefined);
    void session.turns.regenerate("id3");
    await settled();
    assert.equal(
      session.turns.given("id3"),
      undefined,
      "while it is made anew, the one of before is not seen",
    );
  });

  it("says of an answer that all its code can be applied, once it is there", async () => {
    const one = await send("Why?");
    await one.tell(routed, opened, text("In two files"));
    assert.equal(state().turns[0]?.answer.appliesAll, undefined);
    await one.tell(end);
    assert.equal(state().turns[0]?.answer.appliesAll, true);
    await (await send("And?")).tell(routed, text("In one."), end);
    assert.equal(state().turns[1]?.answer.appliesAll, undefined);
  });

  it("keeps what there is of an answer that is stopped", async () => {
    const one = await send("Why?");
    await one.tell(routed, opened, text("Bec"));
    session.stop();
    await settled();
    assert.equal(one.signal.aborted, true);
    assert.deepEqual([outcomes().at(-1), answers(), state().busy], ["stopped: Bec", ["stopped: Bec"], false]);
  });

  it("keeps what there is of an answer that fails, with its reason and the ways on", async () => {
    const one = await send("Why?");
    await one.tell(routed, opened, text("Bec"), failed({ kind: "cut", code: "ECONNRESET" }));
    const { answer } = state().turns[0] ?? {};
    assert.deepEqual(
      [answer?.status, answer?.text, answer?.problem?.steps.map(({ action }) => action)],
      ["failed", "Bec", ["retry"]],
    );
    assert.match(answer?.problem?.sentence ?? "", /^The connection to Ollama broke/);
  });

  it("says under an answer that it reached the model's limit, and keeps that", async () => {
    const one = await send("Why?");
    await one.tell(routed, opened, text("Bec"), { ...end, reason: "length" });
    const { answer } = state().turns[0] ?? {};
    assert.deepEqual([answer?.status, answer?.note], ["done", "The answer reached the model's limit."]);
    const last = kept.at(-1);
    assert.ok(last?.type === "answered");
    assert.equal(last.answer.reachedLimit, true);
    await (await send("And?")).tell(routed, opened, text("So"), end);
    assert.equal(state().turns[1]?.answer.note, undefined);
  });

  it("says once that nothing was sent when the gate refused", async () => {
    const there = destination({ class: "cloud", host: "api.openai.com" });
    for (const failure of [
      { kind: "modeForbids", mode: "onDevice", setBy: "default", destination: there },
      { kind: "declined", destination: there },
      { kind: "modelUnknown", model: "m", destination: there },
      { kind: "paused" },
    ] as const) {
      const one = await send("Why?");
      await one.tell(routed, failed(failure));
      const { answer } = state().turns.at(-1) ?? {};
      assert.equal(answer?.status, "refused");
      assert.equal(
        answer.problem?.sentence.match(/Nothing was sent\./g)?.length,
        1,
        answer.problem?.sentence,
      );
      assert.equal(answer.measured, undefined);
    }
  });

  it("says that it waits for a review while one is open, and brings that to the front", async () => {
    const isWaiting = (): boolean | undefined => state().turns[0]?.answer.underReview;
    session.running.showReview();
    const one = await send("Why?");
    assert.equal(isWaiting(), undefined);
    asking = one.signal;
    reviewsChanged.fire(undefined);
    assert.equal(isWaiting(), true);
    session.running.showReview();
    assert.deepEqual(revealed, [one.signal]);
    asking = undefined;
    reviewsChanged.fire(undefined);
    assert.equal(isWaiting(), undefined);
    await one.tell(routed, text("1"), end);
    told = [];
    reviewsChanged.fire(undefined);
    assert.deepEqual(told, [], "nothing runs, so nothing can wait");
  });

  it("takes one question at a time, and gives back the other", async () => {
    const one = await send("One?");
    void session.send("Two?");
    await settled();
    assert.equal(sends.length, 1);
    assert.deepEqual(told.at(-1), { type: "restoreDraft", text: "Two?" });
    await one.tell(routed, text("1"), end);
    await session.send("   ");
    assert.deepEqual(outcomes(), ["asked One?", "done: 1"]);
  });

  it("sends what was said before along with the next question", async () => {
    await (await send("One?")).tell(routed, text("1"), end);
    assert.deepEqual((await send("Two?")).asked(), ["One?", "1", "Two?"]);
  });

  it("asks the last question again, without its old answer, and no other", async () => {
    await (await send("One?")).tell(routed, text("1"), end);
    await (await send("Two?")).tell(routed, text("2"), end);
    await session.turns.regenerate("id2");
    assert.equal(sends.length, 2);
    void session.turns.regenerate("id3");
    await settled();
    assert.deepEqual(sends[2]?.asked(), ["One?", "1", "Two?"]);
    await sends[2].tell(routed, text("two"), end);
    assert.deepEqual(answers(), ["done: 1", "done: two"]);
  });

  it("does not lose an answer to a second attempt that comes to nothing", async () => {
    await (await send("One?")).tell(routed, text("1"), end);
    void session.turns.regenerate("id2");
    await settled();
    await sends[1]?.tell(routed, failed({ kind: "overloaded" }));
    const { answer } = state().turns[0] ?? {};
    assert.equal(answer?.text, "1");
    assert.match(answer.problem?.sentence ?? "", /overloaded/);
  });

  describe("with other answers and branches", () => {
    const model = { provider: "ollama", model: "smollm2:135m" };
    const questions = (): readonly string[] => state().turns.map(({ question }) => question);
    const again = async (words: string, ...how: Parameters<ChatSession["turns"]["regenerate"]>) => {
      void session.turns.regenerate(...how);
      await settled();
      await sends.at(-1)?.tell(routed, opened, text(words), end);
    };

    it("keeps both answers, and sends the one along that is shown", async () => {
      await (await send("One?")).tell(routed, text("1"), end);
      await again("one", "id2");
      assert.deepEqual(state().turns[0]?.answer.versions, { shown: 1, count: 2 });
      session.turns.show("id2", 0);
      assert.deepEqual([answers(), kept.at(-1)?.type], [["done: 1"], "shown"]);
      assert.deepEqual((await send("Two?")).asked(), ["One?", "1", "Two?"]);
    });

    it("asks the model that was picked for this one answer, no farther away than that is, and no other", async () => {
      await (await send("One?")).tell(routed, text("1"), end);
      await again("one", "id2", { model });
      const { model: wanted, noFartherThan, noStandIn } = sends.at(-1)?.order ?? {};
      assert.deepEqual([wanted, noFartherThan, noStandIn], [model, destination(), true]);
      await (await send("Two?")).tell(routed, text("2"), end);
      assert.equal(sends.at(-1)?.order.model, undefined);
    });

    it("asks an edited question with its files on a branch of its own, and turns back", async () => {
      active = attachment("a.ts", "a");
      session.refresh();
      await (await send("One?")).tell(routed, text("1"), end);
      active = undefined;
      await (await send("Two?")).tell(routed, text("2"), end);
      void session.turns.edit("id2", " Uno? ");
      await settled();
      const edited = sends.at(-1);
      assert.ok(edited !== undefined);
      assert.match(edited.asked()[0] ?? "", /a\.ts[^]*Uno\?$/);
      assert.equal(edited.asked().length, 1);
      await edited.tell(routed, text("uno"), end);
      assert.deepEqual([questions(), state().turns[0]?.siblings], [["Uno?"], ["id2", "id4"]]);
      session.turns.show("id2");
      assert.deepEqual(answers(), ["done: 1", "done: 2"]);
    });

    it("sends no file along that was beside a question of another branch", async () => {
      await (await send("One?")).tell(routed, text("1"), end);
      active = attachment("secret.ts", "s");
      session.refresh();
      await (await send("Two?")).tell(routed, text("2"), end);
      active = undefined;
      void session.turns.edit("id3", "Three?");
      await settled();
      session.stop();
      await settled();
      session.turns.show("id3");
      session.turns.show("id4");
      assert.deepEqual(questions(), ["One?", "Three?"]);
      // The files of the edited question are its own; of a question that was not edited none come along.
      void session.turns.edit("id2", "Uno?");
      await settled();
      assert.deepEqual(sends.at(-1)?.order.files, []);
    });

    it("does nothing to a branch while an answer is made, and gives an edited question back", async () => {
      await (await send("One?")).tell(routed, text("1"), end);
      await send("Two?");
      const before = kept.length;
      session.turns.show("id2", 0);
      await session.turns.edit("id2", "Uno?");
      const back = { type: "restoreDraft", text: "Uno?", turn: "id2" } as const;
      assert.deepEqual([kept.length, told.at(-1)], [before, back]);
      await session.turns.edit("id9", "Who?");
      assert.deepEqual(told.at(-1), { type: "restoreDraft", text: "Who?", turn: "id9" });
      session.turns.beginEdit();
      assert.equal(kept.length, before);
    });

    it("has the view edit the last question", async () => {
      session.turns.beginEdit();
      await (await send("One?")).tell(routed, text("1"), end);
      told = [];
      session.turns.beginEdit();
      assert.deepEqual(told, [{ type: "edit", turn: "id2" }]);
    });

    it("keeps what the person thinks of an answer, and sends none of it", async () => {
      await (await send("One?")).tell(routed, text("1"), end);
      session.turns.rate("id2", "down");
      assert.deepEqual([state().turns[0]?.answer.rating, outcomes().at(-1)], ["down", "rated 0 down"]);
      assert.deepEqual((await send("Two?")).asked(), ["One?", "1", "Two?"]);
    });
  });

  describe("with an answer that was cut", () => {
    async function cut(): Promise<void> {
      await (await send("One?")).tell(routed, opened, text("Half"));
      session.stop();
      await settled();
    }

    it("has it go on in its place, from what there is of it", async () => {
      await cut();
      assert.equal(state().turns[0]?.answer.mayGoOn, true);
      void session.turns.goOn();
      await settled();
      const more = sends.at(-1);
      assert.ok(more !== undefined);
      assert.deepEqual([more.asked(), more.order.onlyModel], [["One?", "Half"], true]);
      assert.deepEqual([answers(), state().busy], [["waiting: Half"], true]);
      await more.tell(routed, opened, text(" and"));
      assert.deepEqual(answers(), ["streaming: Half and"]);
      await more.tell(text(" whole"), end);
      assert.deepEqual([answers(), state().turns[0]?.answer.mayGoOn], [["done: Half and whole"], undefined]);
      assert.equal(state().turns[0]?.answer.versions, undefined);
    });

    it("keeps it as it was when nothing more comes, and says why", async () => {
      await cut();
      void session.turns.goOn("id2");
      await settled();
      await sends.at(-1)?.tell(routed, failed({ kind: "overloaded" }));
      const { answer } = state().turns[0] ?? {};
      assert.deepEqual([answer?.text, answer?.status, answer?.mayGoOn], ["Half", "stopped", true]);
      assert.match(answer?.problem?.sentence ?? "", /overloaded/);
    });

    it("has only the model go on that began it, whatever the file says of it", async () => {
      await cut();
      outlook = ok({ route: routeTo({ model: "other:1b" }), destination: destination() });
      session.refresh();
      assert.equal(state().turns[0]?.answer.mayGoOn, undefined);
      await session.turns.goOn("id2");
      assert.equal(sends.length, 1);
    });

    it("inherits the files of its beginning, also those that are left out of the rest", async () => {
      active = attachment("a.ts", "a");
      session.refresh();
      await cut();
      void session.turns.goOn("id2");
      await settled();
      const { source } = active;
      assert.deepEqual(sends.at(-1)?.order.files, [source]);
      const limits = { ...noLimits, removed: new Set([sourceKey(source)]) };
      const draft = sends.at(-1)?.order.draft(route, limits);
      const last = draft?.messages.at(-1);
      assert.deepEqual(
        last?.parts.map((part) => part.source),
        [{ kind: "answer" }, source],
      );
    });

    it("goes on with no answer that is complete", async () => {
      await (await send("One?")).tell(routed, opened, text("1"), end);
      await session.turns.goOn();
      assert.deepEqual([sends.length, state().turns[0]?.answer.mayGoOn], [1, undefined]);
    });
  });

  it("begins anew while an answer is made, and keeps what there is of it", async () => {
    const one = await send("One?");
    await one.tell(routed, opened, text("1"));
    told = [];
    session.startNew();
    await settled();
    assert.equal(one.signal.aborted, true);
    assert.deepEqual(outcomes(), ["asked One?", "stopped: 1"]);
    assert.deepEqual([state().turns, state().busy, told.at(-1)?.type], [[], false, "focusComposer"]);
    const two = await send("Two?");
    assert.deepEqual(two.asked(), ["Two?"]);
    await two.tell(routed, text("2"), end);
    assert.deepEqual([outcomes().slice(2), answers()], [["asked Two?", "done: 2"], ["done: 2"]]);
  });

  it("keeps what there is when the window closes", async () => {
    const one = await send("One?");
    await one.tell(routed, opened, text("1"));
    session.dispose();
    await settled();
    assert.equal(one.signal.aborted, true);
    assert.deepEqual(outcomes(), ["asked One?", "interrupted: 1"]);
  });

  it("goes on after a bug, which somebody else is told", async () => {
    const sending = session.send("One?");
    const handled = assert.rejects(sending, /a bug/);
    await settled();
    await sends[0]?.tell(routed, text("1"));
    await sends[0]?.crash();
    await handled;
    assert.deepEqual([state().busy, answers()], [false, ["stopped: 1"]]);
    await (await send("Two?")).tell(routed, text("2"), end);
    assert.equal(answers()[1], "done: 2");
  });

  describe("chips", () => {
    const labels = (): readonly string[] => state().chips.map(({ label }) => label);

    it("put the active text beside the next question, and not twice into one conversation", async () => {
      active = attachment("a.ts", "one");
      session.refresh();
      assert.deepEqual(labels(), ["a.ts"]);
      const one = await send("Why?");
      assert.match(one.asked()[0] ?? "", /^a\.ts\n```typescript\none\n```\n\nWhy\?$/);
      await one.tell(routed, text("1"), end);
      assert.deepEqual([labels(), state().turns[0]?.chips.map(({ label }) => label)], [[], ["a.ts"]]);
      active = attachment("a.ts", "two");
      session.refresh();
      assert.deepEqual(labels(), ["a.ts"]);
    });

    it("can be taken away and put back", async () => {
      active = attachment("a.ts", "one");
      session.refresh();
      session.chips.remove(state().chips[0]?.id ?? "");
      assert.deepEqual([labels(), state().composer.addable], [[], "a.ts"]);
      assert.deepEqual((await send("Why?")).asked(), ["Why?"]);
      session.chips.restoreActive();
      assert.deepEqual([labels(), state().composer.addable], [["a.ts"], undefined]);
    });

    it("are not looked for while nobody sees them, and are there as soon as somebody does", () => {
      active = attachment("a.ts", "one");
      session.disappear();
      session.contextChanged();
      assert.deepEqual(told, []);
      session.appear();
      assert.deepEqual(labels(), ["a.ts"]);
    });

    it("are what is active when somebody comes back to what was active before nobody saw them", () => {
      active = attachment("a.ts", "one");
      session.contextChanged();
      session.disappear();
      active = attachment("b.ts", "two");
      session.contextChanged();
      session.appear();
      assert.deepEqual(labels(), ["b.ts"]);
      active = attachment("a.ts", "one");
      session.contextChanged();
      assert.deepEqual(labels(), ["a.ts"]);
    });

    it("hold what was mentioned until it is sent, beside what is active, and each text once", async () => {
      active = attachment("a.ts", "one");
      reads.set("file:b", { attachments: [attachment("b.ts", "two")] });
      reads.set("open:all", { attachments: [attachment("a.ts", "one"), attachment("c.ts", "three")] });
      session.refresh();
      await session.mentioning.read("file:b");
      await session.mentioning.read("open:all");
      assert.deepEqual(labels(), ["b.ts", "a.ts", "c.ts"]);
      session.chips.remove(state().chips.find(({ label }) => label === "c.ts")?.id ?? "");
      assert.deepEqual(labels(), ["b.ts", "a.ts"]);
      const sent = await send("Why?");
      assert.deepEqual(
        sent.order.files.map(({ path }) => path),
        ["b.ts", "a.ts"],
      );
      await sent.tell(routed, text("because"), end);
      assert.deepEqual(labels(), []);
    });

    it("go along when the question is sent while they are still read, and what becomes active meanwhile does not", async () => {
      active = attachment("a.ts", "one");
      session.refresh();
      let read: (found: MentionRead) => void = () => undefined;
      slow = new Promise((resolve) => (read = resolve));
      const reading = session.mentioning.read("file:b");
      const sending = session.send("Why?");
      active = attachment("secret.ts", "secret");
      session.contextChanged();
      read({ attachments: [attachment("b.ts", "two")] });
      await reading;
      await settled();
      assert.deepEqual(
        sends.at(-1)?.order.files.map(({ path }) => path),
        ["a.ts", "b.ts"],
      );
      session.stop();
      await sending;
    });

    it("stand beside no question of a conversation that was begun while they were read", async () => {
      await (await send("One?")).tell(routed, text("1"), end);
      let read: (found: MentionRead) => void = () => undefined;
      slow = new Promise((resolve) => (read = resolve));
      const reading = session.mentioning.read("file:b");
      session.startNew();
      read({ attachments: [attachment("b.ts", "two")] });
      await reading;
      assert.deepEqual(labels(), []);
    });

    it("are not asked about in a conversation that was opened while they were read: the question comes back", async () => {
      await (await send("One?")).tell(routed, text("1"), end);
      let read: (found: MentionRead) => void = () => undefined;
      slow = new Promise((resolve) => (read = resolve));
      const reading = session.mentioning.read("file:b");
      const sending = session.send("Two?");
      session.startNew();
      read({ attachments: [] });
      await Promise.all([reading, sending]);
      assert.deepEqual([sends.length, told.at(-1)], [1, { type: "restoreDraft", text: "Two?" }]);
    });

    it("are not asked about when somebody stops while they are read: the question comes back, and the next is asked", async () => {
      let read: (found: MentionRead) => void = () => undefined;
      slow = new Promise((resolve) => (read = resolve));
      const reading = session.mentioning.read("file:b");
      const sending = session.send("One?");
      session.stop();
      void session.send("Two?");
      read({ attachments: [] });
      await Promise.all([reading, sending]);
      await settled();
      assert.deepEqual(
        told.filter(({ type }) => type === "restoreDraft"),
        [{ type: "restoreDraft", text: "One?" }],
      );
      assert.deepEqual(outcomes(), ["asked Two?"]);
    });

    it("keep the rule that holds them here, also when nothing was known of it as they were sent", async () => {
      active = attachment("a.ts", "one");
      session.refresh();
      verdict = undefined;
      await send("Why?");
      const [asked] = kept;
      assert.deepEqual(asked?.type === "asked" && asked.attachments[0]?.stays, unknownRule);
    });

    it("say what was left out of what was mentioned, until the question is asked", async () => {
      reads.set("folder:src", {
        attachments: [attachment("b.ts", "two")],
        leftOut: "There is no room for c.ts.",
      });
      session.refresh();
      await session.mentioning.read("folder:src");
      assert.equal(state().composer.leftOut, "There is no room for c.ts.");
      await (await send("Why?")).tell(routed, text("because"), end);
      assert.equal(state().composer.leftOut, undefined);
    });

    it("are taken away at once when what was put there is active, too", async () => {
      active = attachment("b.ts", "two");
      reads.set("file:b", { attachments: [attachment("b.ts", "two")] });
      session.refresh();
      await session.mentioning.read("file:b");
      assert.deepEqual(labels(), ["b.ts"]);
      session.chips.remove(chipId(session.chips.shown[0] ?? assert.fail()));
      assert.deepEqual(labels(), []);
    });

    it("are ten pictures at most, and what was too many is said", async () => {
      const pictures = Array.from({ length: 11 }, (_, at) =>
        pictureFile(`${at}.png`, { width: at + 1, height: 9 }),
      );
      reads.set("folder:plans", { attachments: pictures });
      session.refresh();
      await session.mentioning.read("folder:plans");
      assert.equal(labels().length, 10);
      assert.match(state().composer.leftOut ?? "", /One more does not/);
    });

    it("hold what was pointed at in the editor", async () => {
      reads.set("file:///b.ts file:///c.ts", { attachments: [attachment("b.ts", "two")] });
      session.refresh();
      await session.mentioning.readAt(["file:///b.ts", "file:///c.ts"]);
      assert.deepEqual(labels(), ["b.ts"]);
      await session.mentioning.readAt(["file:///b.ts", "file:///c.ts"], 3);
      assert.equal(state().composer.leftOut, "Of the 3 files you dropped only the first 2 were read.");
    });

    it("show their very text, before they are sent and afterwards", async () => {
      reads.set("file:b", { attachments: [attachment("b.ts", "two")] });
      session.refresh();
      await session.mentioning.read("file:b");
      const id = state().chips[0]?.id ?? "";
      assert.equal(session.chips.find(id)?.text, "two");
      await (await send("Why?")).tell(routed, text("because"), end);
      const turn = state().turns[0]?.id;
      reads.set("file:b", { attachments: [attachment("b.ts", "three")] });
      await session.mentioning.read("file:b");
      assert.deepEqual(
        [session.chips.find(id, turn)?.text, session.chips.find(id)?.text],
        ["two", "three"],
        "what went along then is another text than what would go now",
      );
      assert.equal(session.chips.find("file:///elsewhere#"), undefined);
      assert.equal(session.chips.find(id, "elsewhere"), undefined);
    });

    it("are offered at once, and again when the slow have been found, too", async () => {
      const [file, symbol] = [
        { id: "file:b", kind: "file", label: "b.ts", detail: "src/b.ts" } as const,
        { id: "symbol:b", kind: "symbol", label: "b", detail: "src/b.ts:1" } as const,
      ];
      offered = [file, symbol];
      await session.mentioning.suggest(1, "b");
      assert.deepEqual(
        told.flatMap((message) => (message.type === "suggestions" ? [message.items] : [])),
        [[file], [file, symbol]],
      );
    });

    it("are looked for by the last letters only", async () => {
      offered = [{ id: "file:b", kind: "file", label: "b.ts", detail: "src/b.ts" }];
      const asked = [session.mentioning.suggest(1, "b"), session.mentioning.suggest(2, "b.")];
      await Promise.all(asked);
      assert.deepEqual(
        searches.map(({ query, signal }) => [query, signal.aborted]),
        [
          ["b", true],
          ["b.", false],
        ],
      );
      const answers = told.filter((message) => message.type === "suggestions");
      assert.deepEqual(answers.slice(1), [
        { type: "suggestions", request: 2, items: offered, more: true },
        { type: "suggestions", request: 2, items: offered },
      ]);
      assert.deepEqual(answers[0], { type: "suggestions", request: 1, items: offered, more: true });
    });

    it("come back when something else is active", () => {
      active = attachment("a.ts", "one");
      session.refresh();
      session.chips.remove(state().chips[0]?.id ?? "");
      active = attachment("b.ts", "two");
      session.contextChanged();
      assert.deepEqual(labels(), ["b.ts"]);
    });

    it("say of a file that it stays on this device, and by which rule", async () => {
      active = attachment("a.ts", "one");
      verdict = { kind: "deviceOnly", rule: "*.ts", from: "your settings" };
      session.contextChanged();
      await (await send("Why?")).tell(routed, text("1"), end);
      const [chip] = state().turns[0]?.chips ?? [];
      assert.equal(chip?.deviceOnly, 'stays on this device by the rule "*.ts" (your settings)');
      assert.equal(chip.title, 'a.ts\nstays on this device by the rule "*.ts" (your settings)');
    });

    describe("of a file that may not go where the model is", () => {
      const cloud = destination({ class: "cloud", host: "api.openai.com" });
      const shown = (): readonly unknown[] => {
        const { destination: there, problem, sendLabel, onDevice } = state().composer;
        return [there.icon, there.label, there.cloud, problem?.sentence, sendLabel, onDevice];
      };
      beforeEach(() => {
        active = attachment("a.ts", "one");
        verdict = { kind: "deviceOnly", rule: "*.ts", from: "your settings" };
        outlook = { ok: true, value: { route, destination: cloud } };
      });

      it("say so before the send, which an answer on this device takes the place of", () => {
        session.refresh();
        assert.deepEqual(shown(), [
          "warning",
          "api.openai.com · not with a.ts",
          false,
          'a.ts stays on this device by the rule "*.ts" (your settings). api.openai.com is elsewhere.',
          "Answer on this device",
          true,
        ]);
        assert.deepEqual(
          state().composer.problem?.steps.map(({ action }) => action),
          ["pickModel"],
        );
      });

      it("leave everything as it was once they are gone, and where the file may go", () => {
        session.refresh();
        session.chips.remove(state().chips[0]?.id ?? "");
        const usual = ["cloud-upload", "api.openai.com", true, undefined, "Send", undefined];
        assert.deepEqual(shown(), usual);
        session.chips.restoreActive();
        outlook = { ok: true, value: { route, destination: destination() } };
        session.refresh();
        assert.deepEqual(shown(), ["lock", "On device", false, undefined, "Send", undefined]);
      });

      it("offer no answer here when a rule keeps the file from every model", () => {
        verdict = { kind: "never", rule: "*.ts", from: "your settings" };
        session.refresh();
        assert.deepEqual(shown().slice(3), [
          'a.ts is excluded by the rule "*.ts" (your settings).',
          "Send",
          undefined,
        ]);
      });

      it("give way to what stops every send", () => {
        outlook = { ok: true, value: { route, destination: cloud, refusal: { kind: "paused" } } };
        session.refresh();
        assert.deepEqual(shown().slice(3), ["Drawbridge is paused in this workspace.", "Send", undefined]);
      });
    });

    it("go to a model on this device when the person asked for that, and to the chosen one otherwise", async () => {
      void session.send("Why?", { onDevice: true });
      await settled();
      assert.equal(sends[0]?.order.onDevice, true);
      await sends[0].tell(routed, text("1"), end);
      assert.equal((await send("And?")).order.onDevice, undefined);
    });

    it("are not there for a file that a rule keeps out, and the rule is named", () => {
      active = attachment("a.ts", "one");
      session.refresh();
      assert.equal(state().composer.excluded, undefined);
      active = undefined;
      excluded = {
        uri: "file:///project/.env",
        path: "app/.env",
        because: { kind: "never", rule: "keys/", from: ".cursorignore" },
      };
      session.refresh();
      assert.deepEqual(
        [labels(), state().composer.addable, state().composer.excluded],
        [[], undefined, '.env is excluded by the rule "keys/" (.cursorignore).'],
      );
    });

    it("say only once that the open file is excluded when it was also mentioned", async () => {
      excluded = {
        uri: "file:///project/.env",
        path: ".env",
        because: { kind: "never", rule: "keys/", from: ".cursorignore" },
      };
      const leftOut = '.env is excluded by the rule "keys/" (.cursorignore).';
      reads.set("folder:.", { attachments: [attachment("b.ts", "two")], leftOut });
      session.refresh();
      await session.mentioning.read("folder:.");
      assert.deepEqual([state().composer.leftOut, state().composer.excluded], [leftOut, undefined]);
    });

    it("are what the examples are about when they are code", async () => {
      const about = () => state().welcome.examples[0];
      reads.set("terminal", { attachments: [terminalOutput("npm test", "ok"), pasted("x\ny")] });
      reads.set("b.ts", { attachments: [attachment("b.ts", "two")] });
      session.refresh();
      await session.mentioning.read("terminal");
      assert.equal(about(), "What does this project do?");
      await session.mentioning.read("b.ts");
      assert.equal(about(), "What does b.ts do?");
    });

    it("name every file of the conversation, and take none along that is withheld", async () => {
      active = attachment("a.ts", "one");
      session.contextChanged();
      await (await send("Why?")).tell(routed, text("it says one"), end);
      active = undefined;
      session.contextChanged();
      const next = await send("And now?");
      assert.deepEqual(
        next.order.files.map(({ path }) => path),
        ["a.ts"],
      );
      assert.deepEqual(next.asked({ ...noLimits, withheld: ({ path }) => path === "a.ts" }), [
        "[Left out: a part of the conversation before this, which used files that may not go to this model.]\n\nAnd now?",
      ]);
    });

    it("come back as soon as their text has changed", async () => {
      active = attachment("a.ts", "one");
      session.contextChanged();
      await (await send("Why?")).tell(routed, text("1"), end);
      assert.deepEqual(labels(), []);
      active = attachment("a.ts", "one and much more");
      session.contextChanged();
      assert.deepEqual(
        state().chips.map(({ label, tokens }) => [label, tokens]),
        [["a.ts", estimateTokens("one and much more")]],
      );
    });

    it("come back when the question they were beside was not answered", async () => {
      active = attachment("a.ts", "one");
      session.contextChanged();
      const one = await send("Why?");
      assert.deepEqual(labels(), []);
      await one.tell(routed, failed({ kind: "declined", destination: destination() }));
      assert.deepEqual(labels(), ["a.ts"]);
      assert.match(
        (await send("Why then?")).asked().join(),
        /^a\.ts\n```typescript\none\n```\n\nWhy then\?$/,
      );
    });

    it("are what is sent: nothing that was not shown goes along", async () => {
      active = attachment("a.ts", "one");
      session.contextChanged();
      await (await send("Why?")).tell(routed, text("1"), end);
      active = attachment("a.ts", "changed, and nobody was told");
      const two = await send("And now?");
      assert.equal(two.asked().at(-1), "And now?");
      await two.tell(routed, text("2"), end);
      active = attachment("a.ts", "three");
      session.refresh();
      active = attachment("b.ts", "another file");
      assert.match((await send("And then?")).asked().at(-1) ?? "", /^a\.ts\n```typescript\nthree\n/);
    });

    it("are told alone when the selection moves: the conversation is not told again", async () => {
      await (await send("Why?")).tell(routed, text("1"), end);
      told = [];
      active = attachment("a.ts", "one");
      session.contextChanged();
      const [message, ...more] = told;
      assert.deepEqual([message?.type, more], ["composer", []]);
      assert.ok(message?.type === "composer");
      assert.deepEqual(Object.keys(message.part).sort(), ["chips", "composer", "welcome"]);
      assert.deepEqual(
        message.part.chips.map(({ label }) => label),
        ["a.ts"],
      );
    });

    it("tell the view nothing while only the cursor moves", () => {
      active = attachment("a.ts", "one");
      session.contextChanged();
      told = [];
      session.contextChanged();
      assert.deepEqual(told, []);
    });
  });

  it("says that a model is too small for the file beside the question, until that is dismissed", () => {
    outlook = { ok: true, value: { route: { ...route, contextTokens: 2048 }, destination: destination() } };
    active = attachment("a.ts", "word ".repeat(1500));
    session.refresh();
    assert.deepEqual(
      state().composer.notice?.steps.map(({ action }) => action),
      ["pickModel"],
    );
    session.dismissNotice();
    assert.equal(state().composer.notice, undefined);
    outlook = {
      ok: true,
      value: { route: { ...route, model: "other", contextTokens: 2048 }, destination: destination() },
    };
    session.refresh();
    assert.match(state().composer.notice?.sentence ?? "", /that other can read/);
  });

  describe("the budget", () => {
    const used = (): number => state().composer.usedTokens;

    it("counts the instructions, the conversation and the chips", async () => {
      session.refresh();
      const empty = used();
      assert.ok(empty > 10, `${empty}`);
      const answer = "a long answer ".repeat(100);
      await (await send("One?")).tell(routed, text(answer), end);
      assert.ok(used() >= empty + estimateTokens(answer), `${used()} after ${empty}`);
      const before = used();
      active = attachment("a.ts", "const a = 1;\n".repeat(50));
      session.contextChanged();
      assert.ok(used() >= before + estimateTokens(active.text), `${used()} after ${before}`);
      assert.equal(state().composer.leftOutTurns, undefined);
    });

    it("does not count a question that was not answered: it does not go along", async () => {
      session.refresh();
      const empty = used();
      await (await send("word ".repeat(500))).tell(routed, failed({ kind: "overloaded" }));
      assert.equal(used(), empty);
    });

    it("says how many earlier turns there is no room for", async () => {
      const answer = "a long answer ".repeat(450);
      for (const question of ["One?", "Two?", "Three?"])
        await (await send(question)).tell(routed, text(answer), end);
      assert.equal(state().composer.leftOutTurns, 1);
      assert.ok(used() <= route.contextTokens);
    });
  });

  describe("an earlier conversation", () => {
    const answer: StoredAnswer = { text: "1", outcome: "done", provider: "ollama", model: "m" };
    const earlier: Conversation = (
      [
        { type: "asked", turn: "t1", question: "One?", attachments: [], time: "" },
        { type: "answered", turn: "t1", answer, time: "" },
        { type: "asked", turn: "t2", question: "Two?", attachments: [], time: "" },
      ] as const
    ).reduce(apply, emptyConversation("earlier"));

    it("is shown again and gone on with; a question without an answer shows as stopped", async () => {
      latest = { conversation: earlier, newer: false, unreadable: 0 };
      await session.restore();
      assert.deepEqual(
        [state().conversation, answers()],
        [{ id: "earlier", title: "One?" }, ["done: 1", "stopped: "]],
      );
      assert.deepEqual((await send("Three?")).asked(), ["One?", "1", "Three?"]);
    });

    it("does not push aside what was asked meanwhile", async () => {
      latest = { conversation: earlier, newer: false, unreadable: 0 };
      const restoring = session.restore();
      const one = await send("New?");
      await restoring;
      assert.deepEqual(one.asked(), ["New?"]);
      assert.deepEqual(
        state().turns.map(({ question }) => question),
        ["New?"],
      );
    });

    it("does not come back once a new one was started, not even when it is read only then", async () => {
      latest = { conversation: earlier, newer: false, unreadable: 0 };
      const restoring = session.restore();
      session.startNew();
      await restoring;
      assert.deepEqual([state().turns, begun], [[], [state().conversation.id]]);
      session.startNew();
      assert.deepEqual([...new Set(begun)], [state().conversation.id]);
      await (await send("One?")).tell(routed, text("1"), end);
      session.startNew();
      assert.equal(begun.at(-1), state().conversation.id);
      assert.equal(new Set(begun).size, 2);
    });

    it("with lines that cannot be read is told of once, and what was told is kept", async () => {
      latest = { conversation: earlier, newer: false, unreadable: 2 };
      assert.equal(await session.restore(), 2);
      assert.deepEqual(kept, [{ type: "told", unreadable: 2, time: "2026-01-31T12:00:00.000Z" }]);
    });

    it("of a newer Drawbridge is not counted as damaged: it may say what we cannot read", async () => {
      latest = { conversation: earlier, newer: true, unreadable: 2 };
      assert.deepEqual([await session.restore(), kept], [0, []]);
    });

    it("of a newer Drawbridge can be read and nothing else", async () => {
      latest = { conversation: earlier, newer: true, unreadable: 0 };
      await session.restore();
      assert.match(state().readOnly ?? "", /newer Drawbridge/);
      assert.ok(state().turns.every(({ answer }) => answer.ratable === undefined));
      void session.send("Three?");
      await session.turns.regenerate("t2");
      assert.deepEqual([sends.length, kept, told.at(-1)], [0, [], { type: "restoreDraft", text: "Three?" }]);
      session.startNew();
      assert.equal(state().readOnly, undefined);
      await (await send("New?")).tell(routed, text("1"), end);
      assert.deepEqual(outcomes(), ["asked New?", "done: 1"]);
    });
  });

  describe("and one from the history", () => {
    const events: readonly ConversationEvent[] = [
      { type: "asked", turn: "t1", question: "Then?", attachments: [], time: "" },
      {
        ...{ type: "answered", turn: "t1", time: "" },
        answer: { text: "0", outcome: "done", provider: "ollama", model: "m" },
      },
    ];
    const older = events.reduce(apply, emptyConversation("older"));
    const read = (changes: Partial<ReadConversation> = {}) =>
      ok({ conversation: older, newer: false, unreadable: 0, ...changes });

    it("takes the place of the one before, which keeps what there is of its answer", async () => {
      const one = await send("One?");
      await one.tell(routed, opened, text("1"));
      opening = () => Promise.resolve(read());
      told = [];
      assert.deepEqual(await session.open("older"), ok(0));
      assert.equal(one.signal.aborted, true);
      assert.deepEqual(outcomes(), ["asked One?", "stopped: 1"]);
      assert.deepEqual([state().conversation.id, state().busy, told.at(-1)?.type], ["older", false, "state"]);
      assert.deepEqual(session.current(), { conversation: older, isReadOnly: false });
      assert.deepEqual((await send("And?")).asked(), ["Then?", "0", "And?"]);
    });

    it("is told of its damaged lines once, and can only be read when it is newer", async () => {
      opening = () => Promise.resolve(read({ unreadable: 2 }));
      assert.deepEqual([await session.open("older"), outcomes()], [ok(2), ["told of 2"]]);
      opening = () => Promise.resolve(read({ newer: true, unreadable: 2 }));
      assert.deepEqual(await session.open("older"), ok(0));
      assert.match(state().readOnly ?? "", /newer Drawbridge/);
      session.mark({ type: "pinned", pinned: true, time: "" });
      assert.deepEqual(outcomes(), ["told of 2"]);
      session.startNew();
      assert.equal(state().readOnly, undefined);
    });

    for (const error of ["gone", "notAConversation"] as const)
      it(`leaves everything as it is when it is ${error}`, async () => {
        await (await send("One?")).tell(routed, opened, text("1"), end);
        opening = () => Promise.resolve(err(error));
        const before = state();
        assert.deepEqual(await session.open("older"), err(error));
        assert.deepEqual(state(), before);
      });

    it("lets an answer go on when another cannot be opened", async () => {
      const one = await send("One?");
      await one.tell(routed, opened, text("1"));
      assert.deepEqual(await session.open("older"), err("gone"));
      await one.tell(text(" and 2"), end);
      assert.deepEqual([one.signal.aborted, answers()], [false, ["done: 1 and 2"]]);
    });

    type Read = Awaited<ReturnType<typeof opening>>;

    /** Has the next one be read only when the test says what was. */
    function holdOpening(): (value: Read) => void {
      let arrive: (value: Read) => void = () => undefined;
      opening = () =>
        new Promise((resolve) => {
          arrive = resolve;
        });
      return (value) => {
        arrive(value);
      };
    }

    it("comes too late when another or a new one was wanted meanwhile", async () => {
      const arrive = holdOpening();
      const late = session.open("late");
      opening = () => Promise.resolve(read());
      await session.open("older");
      arrive(read({ conversation: emptyConversation("late") }));
      assert.deepEqual([await late, state().conversation.id], [ok(0), "older"]);
      const arriveAgain = holdOpening();
      const again = session.open("older");
      session.startNew();
      arriveAgain(read());
      await again;
      assert.deepEqual(state().turns, []);
    });

    it("ends an answer that was asked for while it was opened", async () => {
      const arrive = holdOpening();
      const opened = session.open("older");
      const one = await send("One?");
      arrive(read());
      await opened;
      assert.deepEqual([one.signal.aborted, outcomes()], [true, ["asked One?", "stopped: "]]);
      assert.equal(state().conversation.id, "older");
    });

    it("is not read again while it is answering", async () => {
      const one = await send("One?");
      opening = () => assert.fail("it is open");
      assert.deepEqual(await session.open(state().conversation.id), ok(0));
      assert.equal(one.signal.aborted, false);
    });

    it("does not give way to the most recent one that is read only then", async () => {
      latest = { conversation: emptyConversation("latest"), newer: false, unreadable: 0 };
      opening = () => Promise.resolve(read());
      const restoring = session.restore();
      await session.open("older");
      await restoring;
      assert.equal(state().conversation.id, "older");
    });

    it("is called what the user calls it, until that is taken back", async () => {
      opening = () => Promise.resolve(read());
      await session.open("older");
      session.mark({ type: "renamed", title: "Mine", time: "" });
      assert.equal(state().conversation.title, "Mine");
      session.mark({ type: "renamed", title: " ", time: "" });
      assert.equal(state().conversation.title, "Then?");
      assert.deepEqual(outcomes(), ["renamed Mine", "renamed  "]);
    });
  });

  describe("the line above the composer", () => {
    function check(name: string, next: Outlook, expected: Shown): void {
      it(name, () => {
        outlook = next;
        session.refresh();
        const { composer } = state();
        for (const [key, value] of Object.entries(expected))
          assert.deepEqual(Reflect.get(composer, key), value, key);
      });
    }

    const cloud = destination({ class: "cloud", host: "api.openai.com", evidence: [] });
    const at = (
      there: typeof cloud,
      refusal?: Extract<Outlook, { ok: true }>["value"]["refusal"],
    ): Outlook => ({
      ok: true,
      value: { route, destination: there, ...(refusal && { refusal }) },
    });
    check("says where the next message will go", at(destination({ evidence: ["seen"] })), {
      destination: { icon: "lock", label: "On device", details: ["seen"], cloud: false },
      model: "smollm2:135m",
      sendLabel: "Send",
      contextTokens: 4096,
      problem: undefined,
    });
    check(
      "calls sending a review where consent will be asked",
      at(cloud, { kind: "needsConsent", destination: cloud, bodySha256: "", screening: clean }),
      {
        destination: { icon: "cloud-upload", label: "api.openai.com", details: [], cloud: true },
        sendLabel: "Review…",
        problem: undefined,
      },
    );
    check(
      "does not warn of a confirmation that will be asked",
      at(destination({ class: "unverified" }), { kind: "needsConfirmation", destination: cloud, key: "k" }),
      { sendLabel: "Send", problem: undefined },
    );
    check(
      "never looks like a send where the mode forbids it",
      at(cloud, { kind: "modeForbids", mode: "onDevice", setBy: "default", destination: cloud }),
      {
        destination: {
          icon: "warning",
          label: "api.openai.com · not allowed here",
          details: [],
          cloud: false,
        },
      },
    );
    check("says that it is paused", at(destination({ evidence: [] }), { kind: "paused" }), {
      destination: { icon: "debug-pause", label: "Paused", details: [], cloud: false },
    });
    check(
      "says why nobody would answer",
      { ok: false, error: { kind: "serverDown", provider: ollama, reason: "unreachable" } },
      {
        model: "",
        destination: { icon: "warning", label: "Ollama is not running", details: [], cloud: false },
      },
    );

    it("names what is there in the welcome, and the ways on when something is missing", () => {
      session.refresh();
      assert.deepEqual([state().welcome.found, state().welcome.steps], ["Ollama 0.24.0 · smollm2:135m", []]);
      outlook = { ok: false, error: { kind: "serverDown", provider: ollama, reason: "unreachable" } };
      session.refresh();
      assert.deepEqual(
        [state().welcome.found, state().welcome.steps.map(({ action }) => action)],
        ["Ollama is not running.", ["startServer", "retry"]],
      );
    });

    it("has the welcome say what somebody knows who looked at the machine, as soon as there is somebody", () => {
      outlook = { ok: false, error: { kind: "serverDown", provider: ollama, reason: "unreachable" } };
      session.adviseBy(({ ok }) =>
        ok ? undefined : { found: "Ollama is installed.", steps: [{ label: "Start", action: "startHere" }] },
      );
      assert.deepEqual(state().welcome, {
        found: "Ollama is installed.",
        steps: [{ label: "Start", action: "startHere" }],
        tellsProblem: true,
        examples: [],
      });
    });
  });
});
