import assert from "node:assert/strict";
import {
  apply,
  conversationTitle,
  emptyConversation,
  rulesThen,
  type Conversation,
  type ConversationEvent,
  type StoredAnswer,
  type Turn,
} from "../../../src/chat/conversation.ts";
import { eventLine, headerLine, readConversation } from "../../../src/chat/conversationFile.ts";
import { attachment, destination, pasted, terminalOutput } from "../../support/samples.ts";

const time = "2026-01-31T12:00:00.000Z";
const answer: StoredAnswer = {
  text: "Because → größer.",
  outcome: "done",
  provider: "ollama",
  model: "smollm2:135m",
  destination: destination(),
  record: "r1",
  usage: { promptTokens: 16, answerTokens: 8, answerMs: 135.5 },
  firstTokenMs: 120,
  thinking: "Is it the loop?",
};

const asked = (turn: string, question = "Why?"): ConversationEvent => ({
  type: "asked",
  turn,
  question,
  attachments: [attachment("a.ts", "a\nb")],
  time,
});
const answered = (turn: string, changes: Partial<StoredAnswer> = {}): ConversationEvent => ({
  type: "answered",
  turn,
  answer: { ...answer, ...changes },
  time,
});

const summarised = (turn: string): ConversationEvent => ({
  type: "summarised",
  turn,
  summary: { ...answer, text: "A gist." },
  time,
});

function after(...events: readonly ConversationEvent[]): Conversation {
  return events.reduce(apply, emptyConversation("c1"));
}

describe("chat/conversation", () => {
  it("is what its events make it", () => {
    const { id, turns } = after(asked("t1"), answered("t1"), asked("t2", "Really?"));
    assert.equal(id, "c1");
    assert.deepEqual(
      turns.map((turn) => [turn.id, turn.question, turn.answer?.text]),
      [
        ["t1", "Why?", "Because → größer."],
        ["t2", "Really?", undefined],
      ],
    );
  });

  it("takes a new answer in place of an old one", () => {
    assert.equal(
      after(asked("t1"), answered("t1"), answered("t1", { text: "Better." })).turns[0]?.answer?.text,
      "Better.",
    );
  });

  it("keeps an old answer when the new one came to nothing, and tells what went wrong", () => {
    const problem = { sentence: "Ollama is not running.", steps: [] };
    const kept = after(asked("t1"), answered("t1"), answered("t1", { text: "", outcome: "failed", problem }))
      .turns[0]?.answer;
    assert.deepEqual([kept?.text, kept?.problem], ["Because → größer.", problem]);
  });

  const second = (next: Partial<StoredAnswer>, first: Partial<StoredAnswer> = {}): Turn | undefined =>
    after(asked("t1"), answered("t1", first), answered("t1", next)).turns[0];

  it("keeps a complete answer when the new one was stopped or failed half-way", () => {
    const stopped = second({ text: "Bec", outcome: "stopped" });
    assert.deepEqual([stopped?.answer, stopped?.againStopped], [answer, true]);
    const problem = { sentence: "The connection to Ollama broke.", steps: [] };
    const failed = second({ text: "Bec", outcome: "failed", problem });
    assert.deepEqual([failed?.answer, failed?.againStopped], [{ ...answer, problem }, undefined]);
    assert.equal(second({ text: "", outcome: "stopped" })?.againStopped, true);
  });

  const removed = (turn: string): ConversationEvent => ({
    type: "removed",
    turn,
    uris: [attachment("a.ts", "").source.uri],
    time,
  });

  it("remembers what an answer was made from when a file is left out of its question", () => {
    const failed = answered("t1", { text: "", outcome: "failed" });
    const turn = after(asked("t1"), answered("t1"), removed("t1"), failed).turns[0];
    assert.deepEqual([turn?.attachments, turn?.answeredFrom], [[], [attachment("a.ts", "a\nb")]]);
  });

  it("forgets that with the answer, and never had it where there was none", () => {
    for (const events of [
      [answered("t1"), removed("t1"), answered("t1", { text: "Without it." })],
      [removed("t1"), answered("t1")],
    ]) {
      const turn = after(asked("t1"), ...events).turns[0];
      assert.deepEqual([turn?.attachments, turn?.answeredFrom], [[], undefined]);
    }
  });

  it("takes half a new answer in place of half an old one", () => {
    const half = second({ text: "New ha", outcome: "stopped" }, { text: "Old", outcome: "failed" });
    assert.deepEqual([half?.answer?.text, half?.againStopped], ["New ha", undefined]);
  });

  it("forgets what came of asking again as soon as that is answered", () => {
    const problem = { sentence: "Ollama is not running.", steps: [] };
    const turns = after(
      asked("t1"),
      answered("t1"),
      answered("t1", { text: "", outcome: "failed", problem }),
      answered("t1", { text: "Bec", outcome: "stopped" }),
    ).turns;
    assert.deepEqual([turns[0]?.answer?.problem, turns[0]?.againStopped], [undefined, true]);
    const better = after(
      asked("t1"),
      answered("t1"),
      answered("t1", { text: "Bec", outcome: "stopped" }),
      answered("t1", { text: "Better." }),
    ).turns[0];
    assert.deepEqual([better?.answer?.text, better?.againStopped], ["Better.", undefined]);
  });

  it("has a summary at the turn that it names, until that is taken back or the turn is answered anew", () => {
    const before = after(asked("t1"), answered("t1"), asked("t2"), answered("t2"), summarised("t1"));
    assert.deepEqual(
      before.turns.map(({ summary }) => summary?.text),
      ["A gist.", undefined],
    );
    const undone = apply(before, { type: "unsummarised", turn: "t1", time });
    assert.deepEqual([undone.turns[0]?.summary, undone.keepsTurns], [undefined, true]);
    assert.equal(apply(before, answered("t1", { text: "Better." })).turns[0]?.summary, undefined);
  });

  it("is looked through for summaries that are stale only where there can be one", () => {
    const branched = after(
      ...[asked("t1"), answered("t1"), summarised("t1"), asked("t2"), answered("t2")],
      { ...asked("t3"), after: "t1" } as ConversationEvent,
      answered("t3"),
    );
    const anew = apply(branched, answered("t3", { text: "Better." }));
    assert.equal(anew.branches, branched.branches);
    assert.equal(anew.turns[0]?.summary?.text, "A gist.");
    const stale = apply(anew, answered("t1", { text: "Better." }));
    assert.equal(stale.turns[0]?.summary, undefined);
    const later = apply(stale, answered("t1", { text: "Best." }));
    assert.equal(later.branches, stale.branches);
  });

  it("is not changed by an answer to an unknown question", () => {
    const before = after(asked("t1"));
    assert.deepEqual(apply(before, answered("t9")), before);
  });

  function checkTitle(question: string, expected: string): void {
    it(`is called ${JSON.stringify(expected)}`, () => {
      assert.equal(conversationTitle(after(asked("t1", question), asked("t2", "Another?"))), expected);
    });
  }

  checkTitle("Why?", "Why?");
  checkTitle("  Why\n\n  this?  ", "Why this?");
  checkTitle("x".repeat(60), "x".repeat(60));
  checkTitle("x".repeat(61), `${"x".repeat(59)}…`);

  it("has no title before anything was asked", () => {
    assert.equal(conversationTitle(emptyConversation("c")), "");
  });
});

describe("chat/conversationFile", () => {
  const lines = (...events: readonly ConversationEvent[]): string =>
    headerLine("c1") + events.map(eventLine).join("");

  it("reads back everything that was written", () => {
    const problem = { sentence: "Stopped.", steps: [{ label: "Try again", action: "retry" as const }] };
    const events = [
      asked("t1"),
      answered("t1", { reachedLimit: true }),
      asked("t2"),
      answered("t2", { outcome: "failed", problem }),
      summarised("t1"),
      asked("t3"),
      summarised("t3"),
      { type: "unsummarised", turn: "t3", time } as const,
    ];
    assert.deepEqual(readConversation(lines(...events)), {
      ok: true,
      value: { conversation: after(...events), newer: false, unreadable: 0 },
    });
  });

  it("reads back the rule that kept a file on this device", () => {
    const stays = { kind: "deviceOnly", rule: "a*", from: "your settings" } as const;
    const kept = { ...attachment("a.ts", "a"), stays };
    const event: ConversationEvent = {
      type: "asked",
      turn: "t1",
      question: "Why?",
      attachments: [kept],
      time,
    };
    const read = readConversation(lines(event));
    assert.ok(read.ok);
    assert.deepEqual([...rulesThen(read.value.conversation)], [[kept.source.uri, stays]]);
  });

  it("keeps a terminal's output and pasted text as they are, each to be left out by itself", () => {
    const attachments = [attachment("a.ts", "a"), terminalOutput("npm test", "ok"), pasted("x\ny")];
    const event: ConversationEvent = { type: "asked", turn: "t1", question: "Why?", attachments, time };
    const without: ConversationEvent = { type: "removed", turn: "t1", uris: ["terminal:npm test"], time };
    for (const [events, expected] of [
      [[event], attachments],
      [
        [event, without],
        [attachments[0], attachments[2]],
      ],
    ] as const) {
      const read = readConversation(lines(...events));
      assert.ok(read.ok && read.value.unreadable === 0);
      assert.deepEqual(read.value.conversation.turns[0]?.attachments, expected);
    }
  });

  it("names a button for what it does, whatever the file calls it", () => {
    const steps = [{ label: "Read more", action: "resume" }] as const;
    const event = answered("t1", { problem: { sentence: "There is more.", steps } });
    const read = readConversation(lines(asked("t1"), event));
    assert.ok(read.ok);
    assert.deepEqual(read.value.conversation.turns[0]?.answer?.problem?.steps, [
      { label: "Resume", action: "resume" },
    ]);
  });

  it("leaves out a button that it does not know, and not the answer that it stands under", () => {
    const steps = [{ label: "Resume", action: "resume" }] as const;
    const line = eventLine(answered("t1", { problem: { sentence: "There is more.", steps } }));
    const later = line.replace('[{"label"', '[{"label":"Fly","action":"fly"},{"label"');
    assert.notEqual(later, line);
    const read = readConversation(`${lines(asked("t1"))}${later}`);
    assert.ok(read.ok && read.value.unreadable === 0);
    assert.deepEqual(read.value.conversation.turns[0]?.answer?.problem?.steps, steps);
  });

  it("reads a destination from before it told whether the server may forward", () => {
    const written = { ...destination(), via: "gpu-box", authority: "ssh-remote+box", mayForward: true };
    const said = JSON.stringify(written);
    const line = eventLine(answered("t1", { destination: written }));
    const earlier = line.replace(
      said,
      said.replace(/,"mayForward":true|,"via":"[^"]*"|,"authority":"[^"]*"/g, ""),
    );
    const destinationIn = (text: string) => {
      const read = readConversation(`${lines(asked("t1"))}${text}`);
      assert.ok(read.ok);
      return read.value.conversation.turns[0]?.answer?.destination;
    };
    assert.deepEqual(destinationIn(line), written);
    assert.deepEqual(destinationIn(earlier), destination());
  });

  it("reads around damaged lines and counts them", () => {
    const text = lines(asked("t1"), answered("t1"));
    const [header = "", ...rest] = text.trim().split("\n");
    const half = eventLine(asked("t2")).slice(0, 20);
    const read = readConversation([header, "{not json", ...rest, '{"type":"renamed"}', "5", half].join("\n"));
    assert.ok(read.ok);
    assert.deepEqual(
      [read.value.unreadable, read.value.conversation],
      [4, after(asked("t1"), answered("t1"))],
    );
  });

  it("does not count what the user was told of already", () => {
    const half = eventLine(asked("t2")).slice(0, 20);
    const told = eventLine({ type: "told", unreadable: 1, time });
    const read = readConversation(`${lines(asked("t1"))}${half}\n${told}${half}\n`);
    assert.ok(read.ok);
    assert.deepEqual([read.value.unreadable, read.value.conversation], [1, after(asked("t1"))]);
  });

  it("goes on behind a line that was cut when the window crashed", () => {
    const half = eventLine(answered("t1")).slice(0, 20);
    const read = readConversation(`${lines(asked("t1"))}${half}\n${eventLine(asked("t2"))}`);
    assert.ok(read.ok);
    assert.deepEqual(
      [read.value.unreadable, read.value.conversation.turns.map(({ id }) => id)],
      [1, ["t1", "t2"]],
    );
  });

  function checkHeader(name: string, header: string, expected: boolean | undefined): void {
    it(`${name} ${expected === undefined ? "is no conversation" : `is ${expected ? "newer" : "ours"}`}`, () => {
      const read = readConversation(`${header}\n${eventLine(asked("t1"))}`);
      assert.equal(read.ok ? read.value.newer : undefined, expected);
      if (read.ok) assert.equal(read.value.conversation.turns.length, 1);
    });
  }

  checkHeader("version 1", '{"type":"conversation","version":1,"id":"c1"}', false);
  checkHeader("version 2", '{"type":"conversation","version":2,"id":"c1"}', false);
  checkHeader("version 3", '{"type":"conversation","version":3,"id":"c1","more":true}', true);
  checkHeader("a file without a version", '{"type":"conversation","id":"c1"}', undefined);
  checkHeader("an id that is a path", '{"type":"conversation","version":1,"id":"../../evil"}', undefined);
  checkHeader("an empty file", "", undefined);
  checkHeader("another file", '{"type":"ledger","version":1,"id":"c1"}', undefined);
});
