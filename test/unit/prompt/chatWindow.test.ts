import assert from "node:assert/strict";
import { estimateTokens } from "../../../src/context/estimateTokens.ts";
import { chatDraft, chatRoom } from "../../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../../src/prompt/chatTurn.ts";
import { messageText, type Draft } from "../../../src/prompt/draft.ts";
import { attachment, routeTo } from "../../support/samples.ts";

const nothing = (): boolean => false;
const words = (tokens: number): string => "word ".repeat(tokens).trim();
const code = (lines: number): string => `\`\`\`ts\n${"const value = 1;\n".repeat(lines)}\`\`\``;

type Shape = (index: number) => Omit<ChatTurn, "question">;

const shapes: { readonly [name: string]: Shape } = {
  "short talk": () => ({ answer: words(40), attachments: [] }),
  "long answers": () => ({ answer: words(500), attachments: [] }),
  "answers full of code": () => ({ answer: `${words(30)}\n${code(80)}`, attachments: [] }),
  "a file with every question": (index) => ({
    answer: words(100),
    attachments: [attachment(`f${index}.ts`, "const value = 1;\n".repeat(60))],
  }),
  "one huge file in the middle": (index) => ({
    answer: words(100),
    attachments: index === 7 ? [attachment("huge.ts", words(1200))] : [],
  }),
  "a file and code each time": (index) => ({
    answer: code(40),
    attachments: [attachment(`f${index}.ts`, words(200))],
  }),
};

/** A conversation of so many answered turns, and a question. */
function conversation(shape: Shape, length: number): readonly ChatTurn[] {
  return Array.from({ length }, (_, index) => ({ question: `Question ${index}?`, ...shape(index) }));
}

/** What is asked at a turn of it: nothing is answered yet. */
function askedAt(turns: readonly ChatTurn[], index: number): readonly ChatTurn[] {
  const asked = turns.slice(0, index + 1);
  return asked.map((turn, at) => (at === index ? { ...turn, answer: "" } : turn));
}

const written = ({ messages }: Draft): readonly string[] => messages.map(messageText);

const counted = new Map<string, number>();

/** Estimated tokens of a draft; each of its texts is counted once, whatever draft it is in. */
function tokensOf(draft: Draft): number {
  return written(draft).reduce((sum, text) => {
    const tokens = counted.get(text) ?? estimateTokens(text);
    counted.set(text, tokens);
    return sum + tokens;
  }, 0);
}

describe("prompt/chatWindow", () => {
  const length = 30;

  for (const contextTokens of [2048, 4096, 8192, 32_768])
    for (const [name, shape] of Object.entries(shapes)) {
      const turns = conversation(shape, length);
      const route = routeTo({ contextTokens });

      it(`keeps ${name} within ${contextTokens} tokens, with the question and its files whole`, () => {
        for (let index = 0; index < length; index += 3) {
          const asked = askedAt(turns, index);
          const draft = chatDraft(asked, route, nothing);
          const own = chatDraft(asked.slice(-1), route, nothing);
          assert.ok(
            written(draft)
              .at(-1)
              ?.endsWith(written(own).at(-1) ?? "none"),
          );
          const room = Math.max(contextTokens * 0.75, tokensOf(own));
          // Parts are estimated one by one, which is a little less exact.
          assert.ok(tokensOf(draft) <= room * 1.01, `${tokensOf(draft)} of ${room} at ${index}`);
          const { leftOut, dropped } = chatRoom(asked, route, nothing);
          assert.equal(leftOut.filter(({ kind }) => kind === "turn").length, dropped);
          // Whatever is not told of goes along whole.
          const told = new Set(leftOut.map(({ question }) => question));
          const text = written(draft).join("\n");
          for (const { question, answer, attachments } of asked)
            if (!told.has(question))
              for (const part of [question, answer, ...attachments.map((one) => one.text)])
                assert.ok(text.includes(part), question);
        }
      });

      it(`keeps the beginning of ${name} from question to question at ${contextTokens} tokens`, () => {
        let kept = 0;
        let steps = 0;
        for (let index = 1; index < length; index += 1) {
          const before = written(chatDraft(askedAt(turns, index - 1), route, nothing));
          const after = written(chatDraft(askedAt(turns, index), route, nothing));
          const isSame = before.every((text, at) => text === after[at]);
          if (isSame) kept += 1;
          else steps += 1;
        }
        const perQuestion = tokensOf(chatDraft(turns, routeTo({ contextTokens: 1e6 }), nothing)) / length;
        // Where several questions fit, most of them find what the server has read already.
        if (contextTokens * 0.75 > 12 * perQuestion) assert.ok(kept > 2 * steps, `${steps} of ${length}`);
      });
    }

  it("drops nothing while everything fits", () => {
    const turns = conversation(() => ({ answer: words(50), attachments: [] }), 10);
    assert.deepEqual(chatRoom(askedAt(turns, 9), routeTo({ contextTokens: 8192 }), nothing).leftOut, []);
  });

  it("lets older files go first, then older code, then older turns, and the latest two last of all", () => {
    const turns = conversation(
      (index) => ({
        answer: `${words(50)}\n${code(30)}`,
        attachments: [attachment(`f${index}.ts`, words(600))],
      }),
      7,
    );
    const kinds = (contextTokens: number): readonly string[] =>
      chatRoom(askedAt(turns, 6), routeTo({ contextTokens }), nothing).leftOut.map(
        (one) => `${one.kind} ${/\d+/.exec(one.question)?.[0] ?? ""}`,
      );
    const files = ["file 0", "file 1", "file 2", "file 3"];
    const older = ["turn 0", "turn 1", "turn 2", "turn 3"];
    assert.deepEqual(kinds(8192), []);
    assert.deepEqual(
      kinds(6400).filter((kind) => kind !== "code 0"),
      files,
    );
    assert.deepEqual(
      kinds(5000),
      files.flatMap((file) => [file, file.replace("file", "code")]),
    );
    assert.deepEqual(kinds(4000), older);
    assert.deepEqual(kinds(3000), [...older, "file 4", "file 5"]);
  });

  it("asks a question that fits nowhere all the same, alone and whole", () => {
    const turns = [...conversation(() => ({ answer: words(50), attachments: [] }), 3)];
    const question = words(3000);
    const draft = chatDraft(
      [...turns, { question, answer: "", attachments: [] }],
      routeTo({ contextTokens: 2048 }),
      nothing,
    );
    assert.deepEqual(written(draft).slice(1), [question]);
  });

  it("counts as the model does once that is known: fewer turns fit where its tokens are smaller", () => {
    const turns = askedAt(
      conversation(() => ({ answer: words(300), attachments: [] }), 8),
      7,
    );
    const room = (tokenFactor: number): ReturnType<typeof chatRoom> =>
      chatRoom(turns, { contextTokens: 4096, tokenFactor }, nothing);
    assert.ok(room(2).dropped > room(1).dropped);
    assert.ok(room(2).tokens <= 4096 * 0.75);
    assert.ok(Math.abs(room(1.25).tokens / room(1).tokens - 1.25) < 0.01);
    assert.equal(
      chatDraft(turns, routeTo({ contextTokens: 4096, tokenFactor: 2 }), nothing).messages.length,
      2 * (7 - room(2).dropped) + 2,
    );
  });
});
