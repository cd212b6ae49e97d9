import assert from "node:assert/strict";
import type { SentSource } from "../../../src/gate/clearedRequest.ts";
import { sentSources } from "../../../src/gate/sentSources.ts";
import { sha256 } from "../../../src/gate/sha256.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { draftSources, type Draft, type Part } from "../../../src/prompt/draft.ts";
import { makeDraft } from "../../../src/prompt/makeDraft.ts";
import { ruleParts } from "../../../src/prompt/ruleParts.ts";
import type { Source } from "../../../src/terms/source.ts";
import { createRandom, type Random } from "../../support/random.ts";
import { attachment, pasted, routeTo, terminalOutput } from "../../support/samples.ts";

describe("gate/sentSources", () => {
  const text = "const größe = 1; // every byte of it\n";
  const turns = [
    { question: "Why?", answer: "So.", attachments: [attachment("a.ts", text)] },
    { question: "And?", answer: "", attachments: [] },
  ];

  it("gives a file the size and hash of its own text, not of the words around it", () => {
    const files = sentSources(chatDraft(turns, routeTo(), () => false)).filter(({ kind }) => kind === "file");
    assert.deepEqual(
      files.map(({ bytes, sha256: hash }) => [bytes, hash]),
      [[Buffer.byteLength(text), sha256(Buffer.from(text))]],
    );
  });

  it("gives a short text its own size and hash, too, beside a longer name or none", () => {
    const [rule, short] = [attachment("AGENTS.md", "Be brief."), attachment("a/long/name.ts", "x")];
    const asked = [{ question: "?", answer: "", attachments: [short, attachment("empty.ts", "")] }];
    const draft = chatDraft(asked, routeTo(), () => false, { rules: ruleParts([rule]) });
    assert.deepEqual(
      sentSources(draft).flatMap((source) => (source.kind === "file" ? [[source.bytes, source.sha256]] : [])),
      [
        [9, sha256(Buffer.from("Be brief."))],
        [1, sha256(Buffer.from("x"))],
        [undefined, undefined],
      ],
    );
  });

  it("gives none to a file that an answer may repeat, when its text is no part of the draft any more", () => {
    const long = { question: "x".repeat(3_000), answer: "y", attachments: [attachment("old.ts", text)] };
    const draft = chatDraft([long, ...turns], routeTo({ contextTokens: 256 }), () => false);
    const old = sentSources(draft).find((source) => source.kind === "file" && source.path === "old.ts");
    assert.ok(old !== undefined);
    assert.equal(old.bytes, undefined);
  });

  it("gives a terminal's output and pasted text their size, but no hash that a short secret could be guessed from", () => {
    const attachments = [terminalOutput("npm test", "ok\n".repeat(20)), pasted("one\n".repeat(20))];
    const sources = sentSources(
      chatDraft([{ question: "?", answer: "", attachments }], routeTo(), () => false),
    );
    assert.deepEqual(
      sources.flatMap(({ kind, bytes, sha256: hash }) => (bytes === undefined ? [] : [[kind, bytes, hash]])),
      [
        ["terminal", 60, undefined],
        ["pasted", 80, undefined],
      ],
    );
  });

  it("gives none to what is not beside a question", () => {
    const others = sentSources(chatDraft(turns, routeTo(), () => false)).filter(
      ({ kind }) => kind !== "file",
    );
    assert.deepEqual(others, [{ kind: "instructions" }, { kind: "question" }, { kind: "answer" }]);
  });

  it("finds in drafts of every shape what comparing each source with each part finds", () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const draft = anyDraft(createRandom(seed));
      assert.deepEqual(sentSources(draft), comparedOneByOne(draft), `seed ${seed}`);
    }
  });

  it("writes a source down once to compare it, however many answers inherit it", () => {
    let written = 0;
    const countsWriting = (source: Source): Source =>
      Object.defineProperty({ ...source }, "toJSON", { value: () => ((written += 1), source) });
    const many = Array.from({ length: 20 }, (_, turn) => ({
      question: `${turn}?`,
      answer: "So.",
      attachments: [0, 1, 2].map((file) => {
        const { source, ...rest } = attachment(`${turn}-${file}.ts`, text);
        return { ...rest, source: countsWriting(source) as typeof source };
      }),
    }));
    const draft = chatDraft(many, routeTo({ contextTokens: 100_000 }), () => false);
    written = 0;
    assert.equal(sentSources(draft).filter(({ kind }) => kind === "file").length, 60);
    assert.equal(written, 60);
  });
});

/** A draft of a few messages whose parts share sources, as the same object or as an equal one. */
function anyDraft(random: Random): Draft {
  const shared: readonly Source[] = [
    { kind: "file", uri: "file:///project/a.ts", path: "a.ts" },
    { kind: "file", uri: "file:///project/a.ts", path: "a.ts", lines: { first: 1, last: 2 } },
    { kind: "terminal", id: "1", command: "npm test" },
    { kind: "pasted", id: "2", lineCount: 3 },
    { kind: "answer" },
    { kind: "question" },
  ];
  const picture = {
    mediaType: "image/png",
    base64: "AAAA",
    bytes: 3,
    width: 1,
    height: 1,
    sha256: "0f",
  } as const;
  const part = (): Part => ({
    text: random.pick(["", "a", "ab", "ba", "größe"]),
    source: random.pick([random.pick(shared), { ...random.pick(shared) }]),
    ...(random.integer(8) === 0 && { picture }),
    ...(random.integer(4) === 0 && { isFrame: true }),
  });
  const messages = Array.from({ length: random.integer(5) }, () => ({
    role: "user" as const,
    parts: Array.from({ length: random.integer(7) }, part),
  }));
  return makeDraft({ task: "chat", messages, stop: [] });
}

/** What is sent of each source, by the definition: the text, or the picture, among all parts that name it. */
function comparedOneByOne(draft: Draft): readonly SentSource[] {
  const parts = draft.messages.flatMap((message) => message.parts);
  return draftSources(draft).map((source) => {
    if (source.kind !== "file" && source.kind !== "terminal" && source.kind !== "pasted") return source;
    const key = JSON.stringify(source);
    const made = parts.filter((part) => !part.isFrame && JSON.stringify(part.source) === key);
    const picture = made.find((part) => part.picture !== undefined)?.picture;
    const own = made.reduce((longest, { text }) => (text.length > longest.length ? text : longest), "");
    if (picture === undefined && own === "") return source;
    const hash = picture?.sha256 ?? sha256(Buffer.from(own));
    const bytes = picture?.bytes ?? Buffer.byteLength(own);
    return { ...source, bytes, ...(source.kind === "file" && { sha256: hash }) };
  });
}
