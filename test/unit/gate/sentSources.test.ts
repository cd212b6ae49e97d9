import assert from "node:assert/strict";
import { sentSources } from "../../../src/gate/sentSources.ts";
import { sha256 } from "../../../src/gate/sha256.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { ruleParts } from "../../../src/prompt/ruleParts.ts";
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
});
