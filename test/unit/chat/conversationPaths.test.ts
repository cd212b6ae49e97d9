import assert from "node:assert/strict";
import {
  apply,
  emptyConversation,
  type Conversation,
  type ConversationEvent,
  type StoredAnswer,
  type Turn,
} from "../../../src/chat/conversation.ts";
import { eventLine, headerLine, readConversation } from "../../../src/chat/conversationFile.ts";
import type { Rating } from "../../../src/protocol/messages.ts";
import { siblingsIn } from "../../../src/chat/branches.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { createRandom, type Random } from "../../support/random.ts";
import { attachment } from "../../support/samples.ts";

const time = "2026-01-31T12:00:00.000Z";

function asked(turn: string, after?: string, files: readonly string[] = []): ConversationEvent {
  const attachments = files.map((file) => attachment(file, file));
  return {
    ...{ type: "asked", turn, question: `${turn}?`, attachments, time },
    ...(after !== undefined && { after }),
  };
}

function answered(turn: string, text: string, changes: Partial<StoredAnswer> = {}): ConversationEvent {
  const answer: StoredAnswer = { text, outcome: "done", provider: "ollama", model: "m", ...changes };
  return { type: "answered", turn, answer, time };
}

const goesOn = (turn: string, text: string, changes: Partial<StoredAnswer> = {}): ConversationEvent =>
  ({
    ...answered(turn, text, changes),
    ...{ type: "answered", goesOn: true },
  }) as Extract<ConversationEvent, { type: "answered" }>;

const shown = (turn: string, version?: number): ConversationEvent => ({
  ...{ type: "shown", turn, time },
  ...(version !== undefined && { version }),
});
const rated = (turn: string, version: number, rating: Rating | "none"): ConversationEvent => ({
  ...{ type: "rated", turn, version, rating, time },
});
const removed = (turn: string, ...files: readonly string[]): ConversationEvent => ({
  ...{ type: "removed", turn, time },
  uris: files.map((file) => attachment(file, "").source.uri),
});

function after(...events: readonly ConversationEvent[]): Conversation {
  return events.reduce(apply, emptyConversation("c1"));
}

const texts = ({ turns }: Conversation): readonly (string | undefined)[] =>
  turns.map(({ answer }) => answer?.text);
const filesOf = ({ attachments, answeredFrom = [] }: Turn): readonly string[] =>
  [...attachments, ...answeredFrom].map(({ source }) => sourceLabel(source));

describe("the versions of an answer", () => {
  it("take a summary along that was made from another one, also when another one says the same", () => {
    const summary = { text: "Gist.", outcome: "done", provider: "ollama", model: "m" } as const;
    const told = [asked("t1"), answered("t1", "Same."), answered("t1", "Same."), asked("t2")];
    const { turns } = [
      ...told,
      { type: "summarised", turn: "t1", summary, time } as const,
      { type: "shown", turn: "t1", version: 0, time } as const,
    ].reduce(apply, emptyConversation("c1"));
    assert.equal(turns[0]?.summary, undefined);
  });

  const twice = [asked("t1"), answered("t1", "One."), answered("t1", "Two.")];

  it("are all kept, and the last complete one is shown", () => {
    const { turns } = after(...twice);
    assert.deepEqual([turns[0]?.versions.length, turns[0]?.answer?.text], [2, "Two."]);
  });

  it("are turned to one by one, and the one shown goes along", () => {
    assert.deepEqual(texts(after(...twice, shown("t1", 0))), ["One."]);
    assert.deepEqual(texts(after(...twice, shown("t1", 0), answered("t1", "Three."))), ["Three."]);
    for (const none of [-1, 2, 0.5]) assert.deepEqual(texts(after(...twice, shown("t1", none))), ["Two."]);
  });

  it("have one that was stopped half-way among them, though it does not take a complete one's place", () => {
    const { turns } = after(...twice.slice(0, 2), answered("t1", "Tw", { outcome: "stopped" }));
    assert.deepEqual(
      [turns[0]?.versions.length, turns[0]?.answer?.text, turns[0]?.againStopped],
      [2, "One.", true],
    );
    const half = after(...twice.slice(0, 2), answered("t1", "Tw", { outcome: "stopped" }), shown("t1", 1));
    assert.deepEqual([half.turns[0]?.answer?.text, half.turns[0]?.againStopped], ["Tw", undefined]);
  });

  it("have none without text among them", () => {
    const problem = { sentence: "Ollama is not running.", steps: [] };
    const failed = after(...twice, answered("t1", "", { outcome: "failed", problem }));
    assert.deepEqual([failed.turns[0]?.versions.length, failed.turns[0]?.answer?.problem], [2, problem]);
    const first = after(asked("t1"), answered("t1", " \n", { outcome: "failed", problem }));
    assert.deepEqual([first.turns[0]?.versions, first.turns[0]?.answer?.problem], [[], problem]);
  });

  it("each know what they were made from", () => {
    const from = after(
      asked("t1", "", ["a.ts"]),
      answered("t1", "A."),
      removed("t1", "a.ts"),
      answered("t1", "B."),
    );
    const [turn] = from.turns;
    assert.deepEqual(turn && filesOf(turn), []);
    const [first] = apply(from, shown("t1", 0)).turns;
    assert.deepEqual(first && filesOf(first), ["a.ts"]);
  });

  it("leave behind what a later answer may repeat of them", () => {
    const read = after(
      asked("t1", "", ["a.ts"]),
      answered("t1", "A."),
      removed("t1", "a.ts"),
      asked("t2", "t1"),
      answered("t2", "A, as I said."),
      answered("t1", "B."),
    );
    assert.deepEqual(texts(read), ["B.", "A, as I said."]);
    assert.deepEqual(read.turns.map(filesOf), [["a.ts"], []]);
  });

  it("are rated one by one, until that is taken back", () => {
    const ratings = (...events: readonly ConversationEvent[]): readonly (Rating | undefined)[] =>
      after(...twice, ...events).turns[0]?.versions.map(({ rating }) => rating) ?? [];
    assert.deepEqual(ratings(rated("t1", 0, "up"), rated("t1", 1, "down")), ["up", "down"]);
    assert.deepEqual(ratings(rated("t1", 0, "up"), rated("t1", 0, "none")), [undefined, undefined]);
    assert.deepEqual(ratings(rated("t1", 5, "up"), rated("t9", 0, "up")), [undefined, undefined]);
  });
});

describe("an answer that goes on", () => {
  const half = [asked("t1"), answered("t1", "Half", { outcome: "stopped", firstTokenMs: 5 })];

  it("stays one answer, with what both parts took", () => {
    const usage = { promptTokens: 8, answerTokens: 2, answerMs: 10 };
    const { turns } = after(
      asked("t1"),
      answered("t1", "Half", { outcome: "stopped", firstTokenMs: 5, usage }),
      rated("t1", 0, "up"),
      goesOn("t1", "Half and whole.", { usage: { promptTokens: 10, answerTokens: 3, answerMs: 20 } }),
    );
    const { answer, versions } = turns[0] ?? {};
    assert.deepEqual([versions?.length, versions?.[0]?.rating, answer?.text], [1, "up", "Half and whole."]);
    assert.deepEqual(
      [answer?.usage, answer?.firstTokenMs],
      [{ promptTokens: 10, answerTokens: 5, answerMs: 30 }, 5],
    );
  });

  it("does not tell of the whole what was only reported of a part", () => {
    const { answer } =
      after(...half, goesOn("t1", "Half and whole.", { usage: { answerTokens: 3 } })).turns[0] ?? {};
    assert.deepEqual([answer?.text, answer?.usage], ["Half and whole.", undefined]);
  });

  it("is as it was when nothing came of it, and tells what went wrong", () => {
    assert.deepEqual(after(...half, goesOn("t1", "Half", { outcome: "stopped" })), after(...half));
    const problem = { sentence: "Ollama is not running.", steps: [] };
    const { answer } = after(...half, goesOn("t1", "Half", { outcome: "failed", problem })).turns[0] ?? {};
    assert.deepEqual([answer?.text, answer?.outcome, answer?.problem], ["Half", "stopped", problem]);
  });
});

describe("the branches of a conversation", () => {
  const parted = [
    ...[
      asked("t1"),
      answered("t1", "1"),
      asked("t2", "t1", ["a.ts"]),
      answered("t2", "2"),
      asked("t3", "t2"),
    ],
    ...[asked("e2", "t1"), answered("e2", "e")],
  ];

  it("are one path each, of which only the one shown goes along", () => {
    const now = after(...parted);
    assert.deepEqual(
      now.turns.map(({ id }) => id),
      ["t1", "e2"],
    );
    assert.deepEqual(now.turns.flatMap(filesOf), []);
    const before = apply(now, shown("t2"));
    assert.deepEqual(
      before.turns.map(({ id }) => id),
      ["t1", "t2", "t3"],
    );
    assert.deepEqual(before.turns.flatMap(filesOf), ["a.ts"]);
    assert.deepEqual(siblingsIn(before).get("t2"), ["t2", "e2"]);
  });

  it("take a question that was written twice for one", () => {
    assert.deepEqual(after(...parted, asked("t2", "e2")), after(...parted));
  });
});

/** What an answer may repeat, as a simulation knows it: by its text, which is like no other. */
type Seen = Map<string, ReadonlySet<string>>;

function pathSeen(turns: readonly Turn[], seen: Seen): ReadonlySet<string> {
  // A question without an answer is not asked again by a later one.
  const told = turns.filter(({ answer }, index) => index === turns.length - 1 || answer !== undefined);
  return new Set(
    told.flatMap(({ attachments, answer }, index) => [
      ...attachments.map(({ source }) => sourceLabel(source)),
      ...(index < told.length - 1 ? (seen.get(answer?.text ?? "") ?? []) : []),
    ]),
  );
}

const files = ["a.ts", "b.ts", "c.ts"];

/** Any event about a conversation, with what the answer in it was made from. */
function anyEvent(now: Conversation, nth: number, random: Random, seen: Seen): ConversationEvent {
  const all = [...now.turns, ...[...now.branches].flat()];
  const ids = all.map(({ id }) => id);
  const kind = all.length === 0 ? 0 : random.integer(7);
  const turn = random.pick(ids.length === 0 ? [""] : ids);
  if (kind < 2) {
    const place = random.integer(3) === 0 ? undefined : random.pick(["", ...ids]);
    return asked(
      `t${nth}`,
      place,
      files.filter(() => random.integer(4) === 0),
    );
  }
  if (kind === 2) return removed(turn, random.pick(files));
  if (kind === 3) return shown(turn, random.integer(2) === 0 ? undefined : random.integer(2));
  if (kind === 4) return rated(turn, random.integer(2), random.pick(["up", "down", "none"]));
  const index = random.integer(now.turns.length);
  const { id = "", answer } = now.turns[index] ?? {};
  const text = `answer ${nth}`;
  const from = pathSeen(now.turns.slice(0, index + 1), seen);
  const isMore = kind === 5 && answer !== undefined;
  seen.set(
    isMore ? `${answer.text}, ${text}` : text,
    new Set([...from, ...(isMore ? (seen.get(answer.text) ?? []) : [])]),
  );
  return isMore
    ? goesOn(id, `${answer.text}, ${text}`)
    : answered(id, text, { outcome: random.pick(["done", "stopped"]) });
}

describe("whatever happens in a conversation", () => {
  for (let seed = 1; seed <= 40; seed += 1)
    it(`no question, answer or source is lost, and the file makes the same of it (seed ${seed})`, () => {
      const random = createRandom(seed);
      const seen: Seen = new Map();
      let now = emptyConversation("c1");
      const events: ConversationEvent[] = [];
      for (let nth = 0; nth < 60; nth += 1) {
        const event = anyEvent(now, nth, random, seen);
        events.push(event);
        now = apply(now, event);
        checkPath(now, seen);
      }
      const all = [...now.turns, ...[...now.branches].flat()];
      const questions = events.filter(({ type }) => type === "asked").length;
      assert.deepEqual(
        all.map(({ nth }) => nth).sort((a, b) => a - b),
        [...Array(questions).keys()],
      );
      const answers = events.filter(
        (event) => event.type === "answered" && event.goesOn === undefined,
      ).length;
      assert.equal(all.flatMap(({ versions }) => versions).length, answers);
      const read = readConversation(headerLine("c1") + events.map(eventLine).join(""));
      assert.deepEqual(read.ok && read.value.conversation, now);
    });
});

/** Each turn follows the one before it, and every file that an answer may repeat is among those of the path up to it. */
function checkPath({ turns }: Conversation, seen: Seen): void {
  const known = new Set<string>();
  turns.forEach((turn, index) => {
    assert.equal(turn.after, turns[index - 1]?.id ?? "");
    for (const file of filesOf(turn)) known.add(file);
    for (const file of seen.get(turn.answer?.text ?? "") ?? [])
      assert.ok(known.has(file), `${turn.id} may repeat ${file}`);
  });
}
