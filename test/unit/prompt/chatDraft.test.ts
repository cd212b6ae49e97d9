import assert from "node:assert/strict";
import { estimateTokens } from "../../../src/context/estimateTokens.ts";
import { chatDraft, chatRoom } from "../../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../../src/prompt/chatTurn.ts";
import { draftSources, messageText, type Draft } from "../../../src/prompt/draft.ts";
import { sourcePlace, type FileSource } from "../../../src/terms/source.ts";
import { attachment, routeTo } from "../../support/samples.ts";

function turn(question: string, answer = "", ...files: readonly string[]): ChatTurn {
  return { question, answer, attachments: files.map((file) => attachment(file, `text of ${file}`)) };
}

const nothing = (): boolean => false;

/** Each message as `role: text`, its sources in brackets in the order of its parts: a file by its path, once. */
function written(draft: Draft): readonly string[] {
  return draft.messages.map((message) => {
    const sources = message.parts.map(({ source }) => (source.kind === "file" ? source.path : source.kind));
    return `${message.role}: ${messageText(message)} [${[...new Set(sources)].join(", ")}]`;
  });
}

const instructions = /^system: You are a coding assistant inside an editor\. .+ \[instructions\]$/;

describe("prompt/chatDraft", () => {
  function check(name: string, turns: readonly ChatTurn[], expected: readonly string[]): void {
    it(name, () => {
      const [system = "", ...messages] = written(chatDraft(turns, routeTo(), nothing));
      assert.match(system, instructions);
      assert.deepEqual(messages, expected);
    });
  }

  const block = (file: string): string => `${file}\n\`\`\`typescript\ntext of ${file}\n\`\`\`\n\n`;

  check("asks a bare question", [turn("Why?")], ["user: Why? [question]"]);
  check(
    "puts files before their question and names them",
    [turn("Why?", "", "a.ts", "b.ts")],
    [`user: ${block("a.ts")}${block("b.ts")}Why? [a.ts, b.ts, question]`],
  );
  check(
    "keeps earlier turns in their order",
    [turn("One?", "1"), turn("Two?")],
    ["user: One? [question]", "assistant: 1 [answer]", "user: Two? [question]"],
  );
  check(
    "lets an answer inherit the sources of its question",
    [turn("One?", "1", "a.ts"), turn("Two?")],
    [`user: ${block("a.ts")}One? [a.ts, question]`, "assistant: 1 [answer, a.ts]", "user: Two? [question]"],
  );
  check(
    "lets an answer inherit what the turns before it had seen",
    [turn("One?", "1", "a.ts"), turn("Two?", "2", "b.ts"), turn("Three?")],
    [
      `user: ${block("a.ts")}One? [a.ts, question]`,
      "assistant: 1 [answer, a.ts]",
      `user: ${block("b.ts")}Two? [b.ts, question]`,
      "assistant: 2 [answer, a.ts, b.ts]",
      "user: Three? [question]",
    ],
  );
  check(
    "leaves out the answer that is being asked for again",
    [turn("One?", "", "a.ts")],
    [`user: ${block("a.ts")}One? [a.ts, question]`],
  );

  check(
    "leaves out an earlier question that nobody answered, and what lay beside it",
    [turn("One?", "", "a.ts"), turn("Two?", " \n"), turn("Three?", "3"), turn("Four?")],
    ["user: Three? [question]", "assistant: 3 [answer]", "user: Four? [question]"],
  );

  it("withholds no answer for a file that never went along", () => {
    const turns = [turn("One?", "", "a.ts"), turn("Two?", "2"), turn("Three?")];
    const draft = chatDraft(turns, routeTo(), ({ path }) => path === "a.ts");
    assert.deepEqual(draft.messages.slice(1).map(messageText), ["Two?", "2", "Three?"]);
  });

  it("names lines where a part of a file was taken", () => {
    const { source, ...rest } = attachment("src/sum.ts", "x");
    const part = { ...rest, source: { ...source, lines: { first: 3, last: 9 } } };
    const draft = chatDraft([{ question: "Why?", answer: "", attachments: [part] }], routeTo(), nothing);
    assert.match(written(draft)[1] ?? "", /^user: sum\.ts:3–9\n```typescript\nx\n```\n\nWhy\?/);
    assert.deepEqual(draftSources(draft).at(1), part.source);
  });

  it("keeps a file's own text apart from the words around it, so that its lines can be counted", () => {
    const draft = chatDraft([turn("Why?", "", "a.ts")], routeTo(), nothing);
    assert.deepEqual(
      draft.messages[1]?.parts.map(({ text }) => text),
      ["a.ts\n```typescript\n", "text of a.ts", "\n```\n\n", "Why?"],
    );
  });

  const long = "word ".repeat(1000);

  it("drops whole turns, oldest first, until the rest fits", () => {
    const turns = [turn(`one ${long}`, "1"), turn(`two ${long}`, "2"), turn("three", "3"), turn("four")];
    const draft = chatDraft(turns, routeTo({ contextTokens: 2 * estimateTokens(long) }), nothing);
    assert.deepEqual(
      draft.messages.slice(1).map((message) => messageText(message).slice(0, 5)),
      ["two w", "2", "three", "3", "four"],
    );
  });

  function checkRoom(
    name: string,
    turns: readonly ChatTurn[],
    contextTokens: number,
    dropped: number,
    withheld = nothing as (source: FileSource) => boolean,
  ): void {
    it(`measures ${name} as the draft will be`, () => {
      const draft = chatDraft(turns, routeTo({ contextTokens }), withheld);
      const tokens = draft.messages.reduce((sum, message) => sum + estimateTokens(messageText(message)), 0);
      const room = chatRoom(turns, { contextTokens }, withheld);
      assert.equal(room.dropped, dropped);
      // The note before a question is estimated apart from it.
      assert.ok(Math.abs(room.tokens - tokens) <= 3, `${room.tokens}, not ${tokens}`);
    });
  }

  checkRoom("a first question", [turn("Why?", "", "a.ts")], 4096, 0);
  checkRoom("a conversation", [turn(`1 ${long}`, "1", "a.ts"), turn("2", long), turn("3")], 16_384, 0);
  checkRoom("one that does not fit", [turn(`1 ${long}`, "1"), turn(`2 ${long}`, "2"), turn("3")], 2_500, 1);
  checkRoom("one with unanswered questions", [turn("1", "1"), turn(long), turn("3")], 4096, 0);
  checkRoom(
    "one with a file that is withheld",
    [turn(long, "1"), turn("2", long, "a.ts"), turn("3")],
    4096,
    0,
    ({ path }) => path === "a.ts",
  );

  it("never cuts or drops the question, however long it is", () => {
    const draft = chatDraft(
      [turn("old", "1"), turn(`new ${long}`)],
      routeTo({ contextTokens: 512 }),
      nothing,
    );
    assert.deepEqual(draft.messages.slice(1).map(messageText), [`new ${long}`]);
  });

  it("still names a file that was dropped while an answer about it is kept", () => {
    const turns: readonly ChatTurn[] = [
      { question: `one ${long}`, answer: "1", attachments: [attachment("secret.ts", "x")] },
      turn("two", "it says: word"),
      turn("three"),
    ];
    const draft = chatDraft(turns, routeTo({ contextTokens: 600 }), nothing);
    assert.deepEqual(written(draft).slice(1), [
      "user: two [question]",
      "assistant: it says: word [answer, secret.ts]",
      "user: three [question]",
    ]);
    assert.ok(draftSources(draft).some((source) => source.kind === "file" && source.path === "secret.ts"));
  });

  it("lets the text of an earlier file go before its question and answer, and says so in its place", () => {
    const turns: readonly ChatTurn[] = [
      { question: "one", answer: "1", attachments: [attachment("a.ts", long)] },
      turn("two"),
    ];
    const draft = chatDraft(turns, routeTo({ contextTokens: 600 }), nothing);
    assert.deepEqual(written(draft).slice(1), [
      "user: [a.ts was here; left out to make room]\n\none [a.ts, question]",
      "assistant: 1 [answer, a.ts]",
      "user: two [question]",
    ]);
  });

  it("takes rules into the system message, behind its own words and with their sources", () => {
    const rules = [{ text: "\n\nUse tabs.", source: attachment("AGENTS.md", "").source }];
    const draft = chatDraft([turn("Why?")], routeTo(), nothing, { rules });
    assert.match(written(draft)[0] ?? "", /language\.\n\nUse tabs\. \[instructions, AGENTS\.md\]$/);
    const more = chatRoom([turn("Why?")], routeTo(), nothing, { rules }).tokens;
    assert.ok(more > chatRoom([turn("Why?")], routeTo(), nothing).tokens);
  });

  it("has a short system message: at most 32 tokens", () => {
    const [system] = chatDraft([turn("Why?")], routeTo(), nothing).messages;
    assert.ok(system !== undefined && estimateTokens(messageText(system)) <= 32);
  });

  describe("with a summary", () => {
    const summed = (question: string, answer: string, ...files: readonly string[]): ChatTurn => ({
      ...turn(question, answer, ...files),
      summary: `all up to ${question}`,
    });
    const told = (question: string): string =>
      `[A summary of the conversation before this:]\nall up to ${question}\n\n`;

    check(
      "puts it in the place of the turns that it stands for, with every file of theirs",
      [turn("One?", "1", "a.ts"), summed("Two?", "2", "b.ts"), turn("Three?", "3"), turn("Four?")],
      [
        `user: ${told("Two?")}Three? [answer, a.ts, b.ts, question]`,
        "assistant: 3 [answer, a.ts, b.ts]",
        "user: Four? [question]",
      ],
    );
    check(
      "takes the latest of several",
      [summed("One?", "1"), summed("Two?", "2"), turn("Three?")],
      [`user: ${told("Two?")}Three? [answer, question]`],
    );
    check(
      "takes none that stands for the question itself, which is asked again",
      [turn("One?", "1"), { ...summed("Two?", ""), answer: "" }],
      ["user: One? [question]", "assistant: 1 [answer]", "user: Two? [question]"],
    );

    it("does without it where one of its files may not go", () => {
      const turns = [turn("One?", "1"), summed("Two?", "2", "rates.ts"), turn("Three?")];
      const draft = chatDraft(turns, routeTo(), ({ path }) => path === "rates.ts");
      assert.deepEqual(
        draftSources(draft).map(({ kind }) => kind),
        ["instructions", "question", "answer"],
      );
      assert.doesNotMatch(written(draft).join("\n"), /summary/);
    });
  });

  describe("with files that may not go on the route", () => {
    const rates = ({ path }: FileSource): boolean => path === "rates.ts";
    const note =
      "[Left out: a part of the conversation before this, which used files that may not go to this model.]\n\n";

    function checkWithheld(
      name: string,
      turns: readonly ChatTurn[],
      expected: readonly string[],
      withheld = rates,
    ): void {
      it(name, () => {
        const draft = chatDraft(turns, routeTo(), withheld);
        assert.deepEqual(written(draft).slice(1), expected);
        const last = turns.at(-1)?.attachments.map(({ source }) => sourcePlace(source)) ?? [];
        for (const source of draftSources(draft))
          if (source.kind === "file" && !last.includes(source.path))
            assert.ok(!withheld(source), source.path);
      });
    }

    checkWithheld(
      "leaves out the turn that had one, and says so before the question",
      [turn("One?", "1", "rates.ts"), turn("Two?")],
      [`user: ${note}Two? [instructions, question]`],
    );
    checkWithheld(
      "leaves out every answer that came after it, which may repeat it, two turns later too",
      [
        turn("Zero?", "0", "a.ts"),
        turn("One?", "1", "rates.ts"),
        turn("Two?", "it said 7"),
        turn("Three?", "3", "b.ts"),
        turn("Four?", "", "c.ts"),
      ],
      [
        `user: ${block("a.ts")}Zero? [a.ts, question]`,
        "assistant: 0 [answer, a.ts]",
        `user: ${note}${block("c.ts")}Four? [instructions, c.ts, question]`,
      ],
    );
    checkWithheld(
      "says so once, however many such files there are, and names none of them",
      [turn("One?", "1", "rates.ts", "keys.ts", "a.ts"), turn("Two?", "2", "rates.ts"), turn("Three?")],
      [`user: ${note}Three? [instructions, question]`],
      ({ path }) => path !== "a.ts",
    );
    checkWithheld(
      "changes nothing where there is none",
      [turn("One?", "1", "a.ts"), turn("Two?")],
      [`user: ${block("a.ts")}One? [a.ts, question]`, "assistant: 1 [answer, a.ts]", "user: Two? [question]"],
    );
    checkWithheld(
      "never alters the last turn: its own files stay, for the gate to refuse",
      [turn("One?", "1", "a.ts"), turn("Two?", "", "rates.ts")],
      [
        `user: ${block("a.ts")}One? [a.ts, question]`,
        "assistant: 1 [answer, a.ts]",
        `user: ${block("rates.ts")}Two? [rates.ts, question]`,
      ],
    );
    checkWithheld(
      "keeps them also where earlier turns are left out",
      [turn("One?", "1", "rates.ts"), turn("Two?", "", "rates.ts")],
      [`user: ${note}${block("rates.ts")}Two? [instructions, rates.ts, question]`],
    );
    checkWithheld(
      "says nothing of a turn that was stopped before any model answered it",
      [turn("One?", "", "rates.ts"), turn("Two?")],
      ["user: Two? [question]"],
    );
  });

  it("lists every source once, in order of first use", () => {
    const draft = chatDraft([turn("One?", "1", "a.ts"), turn("Two?", "", "b.ts")], routeTo(), nothing);
    assert.deepEqual(
      draftSources(draft).map((source) => (source.kind === "file" ? source.path : source.kind)),
      ["instructions", "a.ts", "question", "answer", "b.ts"],
    );
  });

  it("has no stop texts and no limit: a chat answer is as long as it takes", () => {
    const { task, stop, maxTokens } = chatDraft([turn("Why?")], routeTo(), nothing);
    assert.deepEqual([task, stop, maxTokens], ["chat", [], undefined]);
  });
});
