import assert from "node:assert/strict";
import type { ConversationEvent, StoredAnswer } from "../../../src/chat/conversation.ts";
import { conversationJson } from "../../../src/chat/conversationExport.ts";
import { eventLine, headerLine, readConversation, readEvents } from "../../../src/chat/conversationFile.ts";
import { importConversation, mostImportedEvents } from "../../../src/chat/conversationImport.ts";
import { conversationMarkdown } from "../../../src/chat/conversationMarkdown.ts";
import { attachment, destination } from "../../support/samples.ts";

const time = "2026-01-31T12:00:00.000Z";
const asked = (turn: string, question: string): ConversationEvent => ({
  ...{ type: "asked", turn, question, time },
  attachments: [attachment("sum.ts", "let total = 0;\n")],
});
const answerOf = (changes: Partial<StoredAnswer> = {}): StoredAnswer => ({
  ...{ text: "Because.", outcome: "done", provider: "ollama", model: "qwen" },
  destination: destination(),
  ...changes,
});
function answered(turn: string, changes: Partial<StoredAnswer> = {}, at = time): ConversationEvent {
  return { type: "answered", turn, answer: answerOf(changes), time: at };
}
const fileOf = (...events: readonly ConversationEvent[]): string =>
  headerLine("c1") + events.map(eventLine).join("");

function eventsIn(text: string): readonly ConversationEvent[] {
  const read = readEvents(text);
  assert.ok(read.ok);
  return read.value.events;
}

describe("chat/conversationExport", () => {
  const steps = [{ label: "Try again", action: "retry" }] as const;
  const stays = { kind: "deviceOnly", rule: "a*", from: "your settings" } as const;
  const events: readonly ConversationEvent[] = [
    asked("t1", "Why?"),
    answered("t1", { thinking: "Hm.", usage: { promptTokens: 3 }, record: "r1" }),
    {
      type: "asked",
      turn: "t2",
      question: "And?",
      attachments: [{ ...attachment("a.ts", "a"), stays }],
      time,
    },
    answered("t2", { text: "", outcome: "failed", problem: { sentence: "Stopped.", steps } }),
    { type: "renamed", title: "Sums", time },
    { type: "pinned", pinned: true, time },
    { type: "asked", turn: "t3", question: "Or?", attachments: [], after: "t1", time },
    answered("t3"),
    { ...{ type: "answered", turn: "t3", goesOn: true, time }, answer: answerOf({ text: "Because. So." }) },
    { type: "rated", turn: "t3", version: 0, rating: "down", time },
    { type: "shown", turn: "t2", time },
  ];

  it("comes back whole under an id of its own, from a document as from a file", () => {
    for (const text of [
      conversationJson(fileOf(...events)),
      fileOf(...events),
      `\uFEFF${fileOf(...events)}`,
    ]) {
      const imported = importConversation(text, "c9");
      assert.ok(imported.ok);
      assert.equal(imported.value.unreadable, 0);
      assert.deepEqual(eventsIn(imported.value.text), events);
      const [before, after] = [readConversation(fileOf(...events)), readConversation(imported.value.text)];
      assert.ok(before.ok && after.ok);
      assert.deepEqual(after.value.conversation, { ...before.value.conversation, id: "c9" });
    }
  });

  it("is a document with the header and the events that can be read", () => {
    const half = eventLine(asked("t9", "Half?")).slice(0, 20);
    const document: unknown = JSON.parse(conversationJson(`${fileOf(asked("t1", "Why?"))}${half}\n`));
    assert.deepEqual(document, { type: "conversation", version: 2, id: "c1", events: [asked("t1", "Why?")] });
  });

  it("loses nothing of what a newer Drawbridge wrote, and does not take it in again", () => {
    const newer = '{"type":"conversation","version":3,"id":"c1","mood":"new"}\n{"type":"foreseen"}\n';
    const document = conversationJson(newer);
    assert.deepEqual(JSON.parse(document), {
      ...{ type: "conversation", version: 3, id: "c1", mood: "new" },
      events: [{ type: "foreseen" }],
    });
    for (const text of [newer, document])
      assert.deepEqual(importConversation(text, "c9"), { ok: false, error: "newer" });
  });
});

describe("chat/conversationImport", () => {
  it("takes over what is known, counts the rest, and forgets of what was told", () => {
    const odd = [
      { ...asked("t1", "Why?"), grant: "everything" },
      { type: "granted", origin: "https://api.openai.com:443" },
      5,
      { type: "told", unreadable: 1, time },
      answered("t1", { problem: { sentence: "More.", steps: [{ label: "Read more", action: "resume" }] } }),
    ];
    const document = { type: "conversation", version: 1, id: "c1", events: odd };
    const imported = importConversation(JSON.stringify(document), "c9");
    assert.ok(imported.ok);
    const steps = [{ label: "Resume", action: "resume" }] as const;
    assert.equal(imported.value.unreadable, 1);
    assert.deepEqual(eventsIn(imported.value.text), [
      asked("t1", "Why?"),
      answered("t1", { problem: { sentence: "More.", steps } }),
    ]);
    assert.ok(!imported.value.text.includes("grant"));
  });

  it("takes no turn without an id", () => {
    const imported = importConversation(fileOf(asked("", "Why?"), asked("t1", "And?")), "c9");
    assert.ok(imported.ok);
    assert.equal(imported.value.unreadable, 1);
    assert.deepEqual(eventsIn(imported.value.text), [asked("t1", "And?")]);
  });

  it("takes in as many events as it can open at once, and no more", () => {
    const rating: ConversationEvent = { type: "rated", turn: "t1", version: 0, rating: "up", time };
    const most = fileOf(asked("t1", "Why?")) + eventLine(rating).repeat(mostImportedEvents - 1);
    assert.ok(importConversation(most, "c9").ok);
    assert.deepEqual(importConversation(most + eventLine(rating), "c9"), { ok: false, error: "tooLong" });
  });

  for (const text of ["", "# Title", "{}", "[]", '{"events":[]}', '{"type":"ledger","version":1,"id":"c1"}'])
    it(`takes ${JSON.stringify(text)} for no conversation`, () => {
      assert.deepEqual(importConversation(text, "c9"), { ok: false, error: "notAConversation" });
    });
});

describe("chat/conversationMarkdown", () => {
  const written = (...events: readonly ConversationEvent[]): string => {
    const read = readEvents(fileOf(...events));
    assert.ok(read.ok);
    return conversationMarkdown(read.value, (iso) => iso.slice(11, 16));
  };

  it("is questions with what went along, and answers with who gave them, where, and when", () => {
    assert.equal(
      written(
        asked("t1", "Why?\n"),
        answered("t1", { text: "Bec", outcome: "stopped" }),
        answered("t1", {}, "2026-01-31T12:05:00.000Z"),
        answered("t1", { text: "", outcome: "failed" }, "2026-01-31T12:10:00.000Z"),
      ),
      [
        ...["# Why?", "", "## You · 12:00", "", "Why?", "", "**sum.ts** (sum.ts)", ""],
        ...[
          "```typescript",
          "let total = 0;",
          "```",
          "",
          "## qwen · On device · answer 2 of 2 · 12:05",
          "",
          "Because.",
          "",
        ],
      ].join("\n"),
    );
  });

  it("has what is in a file end no block, and what a file says write no heading", () => {
    const fenced = { ...attachment("a.md", "````\n# Not a heading\n````"), languageId: "markdown\n# x" };
    const question: ConversationEvent = {
      ...{ type: "asked", turn: "t1", question: "Why?", time },
      attachments: [fenced],
    };
    const text = written(question, answered("t1", { model: "m\n# x" }));
    assert.match(text, /^`{5}markdown # x\n````\n# Not a heading\n````\n`{5}$/m);
    assert.match(text, /^## m # x · On device · 12:00$/m);
  });

  it("tells what went wrong where there is no answer", () => {
    const problem = { sentence: "Ollama is\nnot running.", steps: [] };
    const text = written(
      asked("t1", "Why?"),
      answered("t1", { text: "", model: "", outcome: "failed", problem }),
    );
    assert.match(text, /## No answer · On device · 12:00\n\n> Ollama is not running\.\n$/);
    assert.ok(!written(asked("t1", "Why?")).includes("No answer"));
  });

  it("has the branch and the versions that are shown, and says that there are others", () => {
    const parted: readonly ConversationEvent[] = [
      ...[asked("t1", "Why?"), answered("t1"), answered("t1", { text: "Since." })],
      { ...{ type: "asked", turn: "e1", question: "Why not?", after: "", time }, attachments: [] },
    ];
    const [now, before] = [
      written(...parted),
      written(
        ...parted,
        { type: "shown", turn: "t1", version: 0, time },
        { type: "rated", turn: "t1", version: 0, rating: "up", time },
      ),
    ];
    assert.match(now, /^# Why not\?\n\n\*This is the branch that was shown\. 1 question of other branches/);
    assert.match(now, /^## You · branch 2 of 2 · 12:00$/m);
    assert.match(before, /^## You · branch 1 of 2 · 12:00$/m);
    assert.match(before, /^## qwen · On device · answer 1 of 2 · 12:00 · rated good\n\nBecause\.$/m);
    assert.ok(!before.includes("Since."));
  });

  it("is headed by the name it was given", () => {
    assert.match(written(asked("t1", "Why?"), { type: "renamed", title: "Sums", time }), /^# Sums\n/);
    assert.equal(written(), "# Conversation\n");
  });
});
