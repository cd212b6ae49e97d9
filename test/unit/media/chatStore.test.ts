import assert from "node:assert/strict";
import { ChatStore } from "../../../media/chat/chatStore.ts";
import type { Memory } from "../../../media/chat/conversationMemory.ts";
import { longestQuestion } from "../../../src/protocol/limits.ts";
import type { AnswerView, ChatViewState, ToHost, TurnView } from "../../../src/protocol/messages.ts";
import { chatState, turn } from "../../webview/chatStates.ts";

type Rig = {
  readonly store: ChatStore;
  readonly told: ToHost[];
  readonly memories: Memory[];
  readonly now: { ms: number; dateMs: number };
  readonly nextFrame: () => void;
  readonly show: (change: Partial<ChatViewState>) => void;
};

function rig(recalled?: Memory): Rig {
  const told: ToHost[] = [];
  const memories: Memory[] = [];
  let frames: (() => void)[] = [];
  const now = { ms: 0, dateMs: 0 };
  const store = new ChatStore({
    post: (message) => told.push(message),
    onNextFrame: (callback) => frames.push(callback),
    nowMs: () => now.ms,
    dateMs: () => now.dateMs,
    recall: () => recalled,
    remember: (memory) => memories.push(memory),
  });
  return {
    store,
    told,
    memories,
    now,
    nextFrame: () => {
      const due = frames;
      frames = [];
      for (const callback of due) callback();
    },
    show: (change) => {
      store.receive({ type: "state", state: chatState(change) });
    },
  };
}

const streaming = (text: string, status: AnswerView["status"] = "streaming"): TurnView =>
  turn("t", "Why?", { text, status });

function shownText({ store }: Rig, of: TurnView): string {
  return JSON.stringify(store.answers.of(of).value);
}

describe("the state of the chat view", () => {
  it("calls the command that a draft begins with, once, as soon as it is written out", () => {
    const { store, told, show } = rig();
    show({});
    for (const draft of ["/rev", "/review", "/review ", "/review is", "/review is it safe"])
      store.write(draft);
    const called = { type: "callCommand", name: "review" };
    assert.deepEqual(told, [called]);
    store.send();
    show({ turns: [turn("t", "/review is it safe", { text: "So." })] });
    store.write("/review");
    store.send();
    const [sent, again] = ["/review is it safe", "/review"].map((text) => ({ type: "send", text }));
    assert.deepEqual(told, [called, sent, called, again]);
  });

  it("sends a draft once and forgets it", () => {
    const { store, told, show } = rig();
    show({});
    store.write("  Why?  ");
    store.send();
    store.send();
    assert.deepEqual(told, [{ type: "send", text: "Why?" }]);
    assert.equal(store.draft.value, "");
    assert.equal(store.composerCalls.value, 1);
  });

  it("has a text that was just pasted given back, once, and not after something was written", () => {
    const { store, told } = rig();
    store.paste("one\ntwo\nthree");
    assert.deepEqual([store.undoPaste(), store.undoPaste()], [true, false]);
    store.paste("four");
    store.write("Why?");
    assert.equal(store.undoPaste(), false);
    assert.deepEqual(told, [
      { type: "attachPasted", text: "one\ntwo\nthree" },
      { type: "chipAsText" },
      { type: "attachPasted", text: "four" },
    ]);
  });

  it("forgets what was written and not sent, in every conversation", () => {
    const { store, memories, show } = rig();
    const one = { id: "one", title: "One" };
    show({ conversation: one, turns: [turn("t", "Why?", { text: "So." })] });
    store.write("for the first");
    show({ conversation: { id: "two", title: "Two" }, turns: [turn("u", "And?", { text: "So." })] });
    store.write("for the second");
    store.edit("u");
    store.edits.write("for the second, edited");
    store.receive({ type: "forgetDrafts", beforeMs: 1 });
    assert.deepEqual([store.draft.value, store.edits.editing.value], ["", undefined]);
    assert.ok(!JSON.stringify(memories.at(-1)).includes("for the"));
    show({ conversation: one, turns: [turn("t", "Why?", { text: "So." })] });
    assert.equal(store.draft.value, "");
  });

  it("keeps what is written into a question that is edited: for another one, and for when the view comes back", () => {
    const { store, memories, told, show } = rig();
    const turns = [turn("t", "Why?", { text: "So." }), turn("u", "And?", { text: "So." })];
    show({ turns });
    store.edit("t");
    store.edits.write("Why not?");
    store.edit("u");
    assert.equal(store.edits.editing.value?.text, "And?");
    store.edit("t");
    assert.equal(store.edits.editing.value.text, "Why not?");
    const later = rig(memories.at(-1));
    later.show({ turns });
    assert.deepEqual(later.store.edits.editing.value, { turn: "t", text: "Why not?", asked: "Why?" });
    later.show({
      conversation: { id: "other", title: "Other" },
      turns: [turn("v", "Else?", { text: "So." })],
    });
    assert.equal(later.store.edits.editing.value, undefined);
    store.sendEdit();
    assert.deepEqual(told.at(-1), { type: "edit", turn: "t", text: "Why not?" });
    assert.equal(store.edits.editing.value, undefined);
  });

  it("forgets nothing that was written since, also when another question was asked in the meantime", () => {
    const { store, now, show } = rig();
    show({});
    now.dateMs = 5;
    store.write("since");
    now.dateMs = 9;
    show({ turns: [turn("t", "Why?", { text: "So." })] });
    store.receive({ type: "forgetDrafts", beforeMs: 5 });
    assert.equal(store.draft.value, "since");
    store.receive({ type: "forgetDrafts", beforeMs: 6 });
    assert.equal(store.draft.value, "");
  });

  it("forgets what a window that was closed wrote before, as soon as it is told", () => {
    const { store, memories } = rig([{ conversation: "", draft: "before", draftMs: 4 }]);
    assert.equal(store.draft.value, "before");
    store.receive({ type: "forgetDrafts", beforeMs: 5 });
    assert.deepEqual([store.draft.value, memories.at(-1)], ["", []]);
  });

  it("keeps a question that was sent until it stands in the conversation: a page that goes before loses nothing", () => {
    const { store, memories, show } = rig();
    const turns = [turn("t", "Why?", { text: "So." })];
    show({ turns });
    store.write("And now?");
    store.send();
    assert.deepEqual([store.draft.value, store.pending.text.value], ["", "And now?"]);
    const gone = rig(memories.at(-1));
    gone.show({ turns });
    assert.equal(gone.store.draft.value, "And now?");
    store.write("Then");
    assert.match(JSON.stringify(memories.at(-1)), /And now\?\\nThen/);
    const asked = [...turns, turn("u", "And now?", { status: "waiting" })];
    show({ turns: asked, busy: true });
    assert.deepEqual([store.draft.value, store.pending.text.value], ["Then", undefined]);
    assert.ok(!JSON.stringify(memories.at(-1)).includes("And now?"));
    const late = rig([{ conversation: chatState().conversation.id, draft: "And now?", draftMs: 1 }]);
    late.show({ turns: asked, busy: true });
    assert.equal(late.store.draft.value, "");
  });

  it("keeps an edited question until it stands in the conversation, and asks nothing more meanwhile", () => {
    const { store, told, memories, show } = rig();
    const turns = [turn("t", "Why?", { text: "So." })];
    show({ turns });
    store.write("And");
    store.edit("t");
    store.edits.write("Why not?");
    store.sendEdit();
    store.send();
    store.sendEdit();
    assert.deepEqual([told, store.isBusy()], [[{ type: "edit", turn: "t", text: "Why not?" }], true]);
    const gone = rig(memories.at(-1));
    gone.show({ turns });
    assert.equal(
      gone.store.edits.editing.value?.text,
      "Why not?",
      "the page went before the host heard of it",
    );
    const asked = [{ ...turn("u", "Why not?", { status: "waiting" }), siblings: ["t", "u"] }];
    for (const { show: showLater, store: later, memories: kept } of [{ show, store, memories }, gone]) {
      showLater({ turns: asked, busy: true });
      assert.deepEqual([later.edits.editing.value, later.edits.sent.value], [undefined, undefined]);
      assert.ok(!JSON.stringify(kept.at(-1)).includes("Why not?"));
    }
    assert.equal(store.draft.value, "And");
  });

  it("asks an edited question without the chips that were taken off it, which are off it again when it comes back", () => {
    const { store, told, show } = rig();
    show({ turns: [turn("t", "Why?", { text: "So." })] });
    store.edit("t");
    store.edits.turnOver("sum.ts");
    store.sendEdit();
    assert.deepEqual(told, [{ type: "edit", turn: "t", text: "Why?", without: ["sum.ts"] }]);
    store.receive({ type: "restoreDraft", text: "Why?", turn: "t" });
    assert.deepEqual(store.edits.editing.value?.without, ["sum.ts"]);
  });

  it("opens an edited question again that nobody waits for any more, and leaves the draft as it is", () => {
    const { store, told, show } = rig();
    show({ turns: [turn("t", "Why?", { text: "So." })] });
    store.write("And");
    store.edit("t");
    store.edits.write("Why not?");
    store.sendEdit();
    const calls = store.composerCalls.value;
    store.stop();
    assert.deepEqual(told.at(-1), { type: "stop" });
    assert.deepEqual(
      [store.edits.editing.value?.text, store.draft.value, store.isBusy()],
      ["Why not?", "And", false],
    );
    assert.deepEqual([store.edits.takeBegun("t"), store.composerCalls.value], [true, calls]);
  });

  it("opens an edited question again that the host could not ask, once, wherever the reader is by then", () => {
    const { store, memories, show } = rig();
    const turns = [turn("t", "Why?", { text: "So." })];
    const back = { type: "restoreDraft", text: "Why not?", turn: "t" } as const;
    const send = (): void => {
      store.edit("t");
      store.edits.write("Why not?");
      store.sendEdit();
    };
    const open = (): readonly unknown[] => [
      store.edits.editing.value?.text,
      store.draft.value,
      store.isBusy(),
    ];
    show({ turns });
    store.write("And");
    send();
    store.receive(back);
    assert.deepEqual(open(), ["Why not?", "And", false]);
    send();
    store.stop();
    store.edits.cancel();
    store.receive(back);
    assert.deepEqual(open(), [undefined, "And", false], "what was taken back and left does not come again");
    send();
    show({ conversation: { id: "other", title: "" }, turns: [turn("v", "Else?", { text: "So." })] });
    store.receive(back);
    assert.deepEqual(open(), [undefined, "", false], "it waits where it was asked");
    show({ turns });
    assert.equal(store.edits.editing.value?.text, "Why not?");
    const later = rig();
    later.show({ turns });
    later.store.receive(back);
    assert.equal(later.store.draft.value, "Why not?", "nobody knows it any more, and it is not lost");
    assert.ok(memories.length > 0);
  });

  it("has no question pending that came back into the message box", () => {
    const { store, show } = rig();
    show({});
    store.write("Why?");
    store.send();
    store.receive({ type: "restoreDraft", text: "Why?" });
    assert.deepEqual([store.draft.value, store.pending.text.value], ["Why?", undefined]);
  });

  it("can stop what the host reads for a question, and sends no other meanwhile", () => {
    const { store, show } = rig();
    show({ composer: { ...chatState().composer, preparing: true } });
    assert.deepEqual([store.isBusy(), store.canSend()], [true, false]);
  });

  it("asks nothing more while a question is on its way, and has that back when somebody stops waiting", () => {
    const { store, told, show } = rig();
    const turns = [turn("t", "Why?", { text: "So." })];
    show({ turns });
    store.write("Why?");
    store.send();
    store.write("And");
    store.send();
    show({ turns });
    assert.deepEqual([told, store.draft.value], [[{ type: "send", text: "Why?" }], "And"]);
    store.stop();
    assert.deepEqual(told.at(-1), { type: "stop" });
    assert.deepEqual([store.draft.value, store.pending.text.value], ["Why?\nAnd", undefined]);
    store.receive({ type: "restoreDraft", text: "Why?" });
    assert.equal(store.draft.value, "Why?\nAnd", "what was taken back does not come twice");
    store.receive({ type: "restoreDraft", text: "Why?" });
    assert.equal(store.draft.value, "Why?\nWhy?\nAnd");
  });

  it("keeps a question on its way when another text comes into the message box", () => {
    const { store, memories, show } = rig();
    show({});
    store.write("Why?");
    store.send();
    store.receive({ type: "restoreDraft", text: "a pasted text" });
    assert.deepEqual([store.draft.value, store.pending.text.value], ["a pasted text", "Why?"]);
    assert.match(JSON.stringify(memories.at(-1)), /Why\?/);
  });

  it("says why an edited question is not asked: an answer is made, or it is too long", () => {
    const { store, told, show } = rig();
    const turns = [turn("t", "Why?", { text: "So." })];
    show({ turns });
    store.edit("t");
    store.edits.write("x".repeat(longestQuestion + 1));
    assert.match(store.edits.tooLong.value ?? "", /^This is too long to send/);
    store.sendEdit();
    store.edits.write("Why not?");
    assert.equal(store.edits.tooLong.value, undefined);
    show({ turns, busy: true });
    store.sendEdit();
    assert.match(store.held.sentence.value ?? "", /^An answer is still being made/);
    assert.equal(store.announced.value, store.held.sentence.value);
    assert.deepEqual([told, store.edits.editing.value?.text], [[], "Why not?"]);
  });

  it("gives back what was asked before it could be taken back, when that is wanted again", () => {
    const { store, show } = rig();
    show({});
    store.write("Why?");
    store.send();
    store.stop();
    store.write("");
    show({ turns: [turn("t", "Why?", { status: "stopped" })] });
    store.receive({ type: "restoreDraft", text: "Why?" });
    assert.equal(store.draft.value, "Why?");
  });

  it("shows no list over a question that was sent, or beside a box that was left, and none that comes late", () => {
    const { store, show } = rig();
    const item = { id: "f", kind: "file", label: "sum.ts", detail: "src/sum.ts" } as const;
    const write = (draft: string, request: number): void => {
      store.write(draft);
      store.lists.look(draft, draft.length);
      store.receive({ type: "suggestions", request, items: [item] });
    };
    show({});
    write("See @s", 1);
    assert.equal(store.lists.open(), store.lists.mentions);
    store.send();
    assert.equal(store.lists.open(), undefined);
    store.stop();
    write("See @su", 2);
    store.lists.look("See @sum", 8);
    store.lists.close();
    store.receive({ type: "suggestions", request: 3, items: [item] });
    assert.equal(store.lists.open(), undefined);
    write("See @sum.", 4);
    show({ conversation: { id: "other", title: "" }, turns: [turn("t", "Why?")] });
    assert.equal(store.lists.open(), undefined);
  });

  it("lets a question wait for the pictures that are taken in, unless it is taken back or shown elsewhere by then", () => {
    let taken: () => void = () => undefined;
    const ask = (draft: string): Rig => {
      const it = rig();
      it.show({});
      it.store.pictures.whenTaken = (then) => (taken = then);
      it.store.write(draft);
      it.store.send();
      assert.deepEqual([it.told, it.store.pending.text.value], [[], draft]);
      return it;
    };
    const sent = ask("One?");
    taken();
    assert.deepEqual(sent.told, [{ type: "send", text: "One?" }]);
    const back = ask("Two?");
    back.store.stop();
    taken();
    assert.deepEqual([back.told, back.store.draft.value], [[{ type: "stop" }], "Two?"]);
    const elsewhere = ask("Three?");
    elsewhere.show({ conversation: { id: "other", title: "" }, turns: [turn("t", "Why?")] });
    taken();
    assert.deepEqual([elsewhere.told, elsewhere.store.draft.value], [[], "Three?"]);
  });

  it("sends a draft to a model on this device when the button says so", () => {
    const { store, told, show } = rig();
    show({ composer: { ...chatState().composer, sendLabel: "Answer on this device", onDevice: true } });
    store.write("Why?");
    store.send();
    assert.deepEqual(told, [{ type: "send", text: "Why?", onDevice: true }]);
  });

  it("keeps a draft that cannot be sent", () => {
    const blocked: readonly Partial<ChatViewState>[] = [
      { busy: true },
      { readOnly: "Written by a newer Drawbridge." },
    ];
    for (const change of blocked) {
      const { store, told, show } = rig();
      show(change);
      store.write("Why?");
      store.send();
      assert.deepEqual(told, []);
      assert.equal(store.draft.value, "Why?");
    }
  });

  it("says why a draft is not sent while an answer is made, each time, until that has ended", () => {
    const { store, show } = rig();
    const words = "An answer is still being made. Wait for it, or stop it with Escape.";
    show({ busy: true });
    store.send();
    assert.equal(store.held.sentence.value, undefined, "there is nothing to send");
    store.write("Why?");
    store.send();
    assert.deepEqual([store.held.sentence.value, store.announced.value], [words, words]);
    store.send();
    assert.notEqual(store.announced.value, words, "the same words again are heard");
    show({ busy: false });
    assert.deepEqual([store.held.sentence.value, store.draft.value], [undefined, "Why?"]);
  });

  it("keeps a draft that is too long and says so, until it is short enough", () => {
    const { store, told, show } = rig();
    show({});
    store.write("x".repeat(longestQuestion + 1));
    assert.equal(store.tooLong.value, "This is too long to send: 1,000,001 of at most 1,000,000 characters.");
    store.send();
    assert.deepEqual([told, store.draft.value.length], [[], longestQuestion + 1]);
    store.write(` ${"x".repeat(longestQuestion)}\n`);
    assert.equal(store.tooLong.value, undefined);
    store.send();
    assert.deepEqual([told.length, store.draft.value], [1, ""]);
  });

  it("lets a question be edited beside a draft that cannot be sent", () => {
    const { store, told, show } = rig();
    show({ turns: [turn("t", "Why?", { text: "So." })] });
    store.write("x".repeat(longestQuestion + 1));
    store.edit("t");
    store.edits.write("Why not?");
    store.sendEdit();
    assert.deepEqual(told, [{ type: "edit", turn: "t", text: "Why not?" }]);
  });

  it("stops only what runs, and gives the keyboard back", () => {
    const { store, told, show } = rig();
    show({});
    store.stop();
    assert.deepEqual(told, []);
    show({ busy: true });
    store.stop();
    assert.deepEqual(told, [{ type: "stop" }]);
    assert.equal(store.composerCalls.value, 1);
  });

  it("puts an example in the place of another one, and behind whatever was written", () => {
    const { store, show } = rig();
    const [one, other] = ["What does sum.ts do?", "Find a bug in sum.ts"];
    show({ welcome: { ...chatState().welcome, examples: [one, other] } });
    store.takeExample(one);
    store.takeExample(other);
    assert.equal(store.draft.value, other);
    store.write("My own words ");
    store.takeExample(one);
    assert.equal(store.draft.value, `My own words\n${one}`);
    assert.equal(store.composerCalls.value, 3);
  });

  it("recalls the last question into an empty composer only", () => {
    const { store, show } = rig();
    show({ turns: [turn("a", "First?"), turn("b", "Second?")] });
    assert.equal(store.recallQuestion(), true);
    assert.equal(store.draft.value, "Second?");
    store.write("mine");
    assert.equal(store.recallQuestion(), false);
    assert.equal(store.draft.value, "mine");
  });

  it("puts a draft that was given back before what was typed since", () => {
    const { store, show } = rig();
    show({});
    store.receive({ type: "restoreDraft", text: "old" });
    assert.equal(store.draft.value, "old");
    store.write("new");
    store.receive({ type: "restoreDraft", text: "old" });
    assert.equal(store.draft.value, "old\nnew");
  });

  it("has sentences spoken while an answer streams in, now and then, and the rest with its end", () => {
    const { store, now, show, nextFrame } = rig();
    show({ turns: [] });
    show({ turns: [streaming("", "waiting")], busy: true });
    const stream = (text: string): string => {
      store.receive({ type: "delta", kind: "text", turn: "t", text });
      nextFrame();
      return store.announced.value;
    };
    assert.equal(stream("One is **here**. And"), "Waiting for the answer.");
    assert.equal(stream(" more.\n\nTwo.\n\nThree.\n\n"), "One is here. And more.");
    assert.equal(stream("Four.\n\nFive.\n\n"), "One is here. And more.");
    now.ms += 5000;
    assert.equal(stream("Six.\n\n"), "Two. Three. Four.");
    const text = "One is **here**. And more.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\n";
    show({ turns: [turn("t", "Why?", { text })] });
    assert.equal(store.announced.value, "Five. Six. Answer complete.");
  });

  it("speaks what is new when an answer goes on, or the view comes back while it is made, and the same words twice", () => {
    const { store, now, show } = rig();
    const going = (text: string): void => {
      show({ turns: [streaming(text)], busy: true });
      now.ms += 5000;
      store.receive({ type: "delta", kind: "text", turn: "t", text: "Two.\n\nThree.\n\n" });
    };
    going("Zero.\n\nOne.\n\n");
    assert.match(store.announced.value, /^One\./);
    show({ turns: [streaming("One.\n\nTwo.\n\n", "stopped")] });
    const stopped = store.announced.value;
    show({ turns: [streaming("One.\n\nTwo.\n\n", "waiting")], busy: true });
    assert.equal(store.announced.value, "Waiting for the answer.");
    store.say(stopped);
    store.say(stopped);
    assert.notEqual(store.announced.value, stopped);
    assert.equal(store.announced.value.trim(), stopped);
  });

  describe("and what it remembers", () => {
    const asked = [turn("t", "Why?")];
    const one = { conversation: { id: "one", title: "" }, turns: asked };
    const two = { conversation: { id: "two", title: "" }, turns: asked };
    const empty = { conversation: { id: "empty", title: "" }, turns: [] };

    it("is the draft and the place of each conversation, also after the view was taken away", () => {
      const { store, memories, show } = rig();
      show(one);
      store.write("first");
      store.keepPlace({ turn: "t", past: 12 });
      show(two);
      assert.deepEqual([store.draft.value, store.place()], ["", undefined]);
      store.write("second");
      show(one);
      assert.deepEqual([store.draft.value, store.place()], ["first", { turn: "t", past: 12 }]);
      const again = rig(memories.at(-1));
      assert.equal(again.store.draft.value, "");
      again.show(two);
      assert.deepEqual([again.store.draft.value, again.store.place()], ["second", undefined]);
      again.show(one);
      assert.deepEqual([again.store.draft.value, again.store.place()], ["first", { turn: "t", past: 12 }]);
    });

    it("is what was begun for the next conversation, whichever id that gets", () => {
      const { store, memories, show } = rig();
      show(empty);
      store.write("not sent yet");
      show(one);
      assert.equal(store.draft.value, "");
      const again = rig(memories.at(-1));
      assert.equal(again.store.draft.value, "not sent yet");
      again.show({ ...empty, conversation: { id: "after a restart", title: "" } });
      assert.equal(again.store.draft.value, "not sent yet");
    });

    it("is what was written while the first question was on its way", () => {
      const { store, show } = rig();
      show(empty);
      store.write("Why?");
      store.send();
      store.write("And wh");
      show({ ...empty, turns: asked, busy: true });
      assert.equal(store.draft.value, "And wh");
      show({ ...empty, conversation: { id: "next", title: "" } });
      assert.equal(store.draft.value, "");
    });
  });

  it("draws the first text at once and then once per frame", () => {
    const it = rig();
    const waiting = streaming("", "waiting");
    it.show({ turns: [waiting], busy: true });
    const drawn: string[] = [];
    it.store.answers.of(waiting).subscribe((view) => drawn.push(JSON.stringify(view.blocks)));
    for (const text of ["one ", "two ", "three "])
      it.store.receive({ type: "delta", kind: "text", turn: "t", text });
    assert.equal(drawn.length, 2);
    assert.match(drawn.at(-1) ?? "", /"one"|"one "/);
    it.nextFrame();
    assert.equal(drawn.length, 3);
    assert.match(drawn.at(-1) ?? "", /one two three/);
    it.nextFrame();
    it.store.receive({ type: "delta", kind: "text", turn: "t", text: "four" });
    assert.equal(drawn.length, 4);
  });

  it("takes a state as the truth over what streamed in", () => {
    const it = rig();
    it.show({ turns: [streaming("")], busy: true });
    it.store.receive({ type: "delta", kind: "text", turn: "t", text: "Hello" });
    it.store.receive({ type: "delta", kind: "text", turn: "t", text: " wor" });
    it.show({ turns: [streaming("Hello world.", "done")] });
    assert.match(shownText(it, streaming("")), /Hello world\./);
    it.nextFrame();
    assert.doesNotMatch(shownText(it, streaming("")), / wor"/);
    it.show({ turns: [streaming("Another answer.", "done")] });
    assert.match(shownText(it, streaming("")), /Another answer\./);
    it.show({ turns: [streaming("", "waiting")], busy: true });
    assert.doesNotMatch(shownText(it, streaming("")), /Another/);
  });

  it("takes a new composer and keeps the conversation as it is, also while text streams in", () => {
    const it = rig();
    const { composer, chips, welcome } = chatState();
    it.store.receive({ type: "composer", part: { composer, chips, welcome } });
    const shown = (): ChatViewState | undefined => it.store.state.value;
    assert.equal(shown(), undefined);
    it.show({ turns: [streaming("")], busy: true });
    const turns = shown()?.turns;
    it.store.receive({ type: "delta", kind: "text", turn: "t", text: "Hello" });
    it.store.receive({ type: "delta", kind: "text", turn: "t", text: " world" });
    const part = { composer: { ...composer, usedTokens: 5 }, chips: [], welcome };
    it.store.receive({ type: "composer", part });
    const after = shown();
    assert.deepEqual([after?.composer.usedTokens, after?.chips, after?.busy], [5, [], true]);
    assert.equal(after?.turns, turns);
    it.nextFrame();
    assert.match(shownText(it, streaming("")), /Hello world/);
  });

  it("keeps what streams in as thinking apart from the answer", () => {
    const it = rig();
    it.show({ turns: [streaming("")], busy: true });
    const thoughts = (): string => it.store.thoughts.of(streaming("")).value;
    it.store.receive({ type: "delta", kind: "thinking", turn: "t", text: "Hm" });
    it.store.receive({ type: "delta", kind: "thinking", turn: "t", text: "." });
    it.store.receive({ type: "delta", kind: "text", turn: "t", text: "Yes" });
    it.nextFrame();
    assert.equal(thoughts(), "Hm.");
    assert.match(shownText(it, streaming("")), /Yes/);
    assert.doesNotMatch(shownText(it, streaming("")), /Hm/);
    it.show({ turns: [streaming("Yes.", "done")] });
    assert.equal(thoughts(), "");
    it.show({ turns: [] });
    assert.equal(thoughts(), "");
  });

  it("ignores text for a turn that is not there", () => {
    const it = rig();
    it.store.receive({ type: "delta", kind: "text", turn: "t", text: "early" });
    it.show({ turns: [streaming("")], busy: true });
    it.nextFrame();
    it.store.receive({ type: "delta", kind: "text", turn: "gone", text: "late" });
    it.nextFrame();
    assert.doesNotMatch(shownText(it, streaming("")), /early|late/);
  });
});
