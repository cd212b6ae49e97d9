import assert from "node:assert/strict";
import { completionAt } from "../../support/completionAt.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { draftSources, messageText, type Draft } from "../../../src/prompt/draft.ts";
import { makeDraft } from "../../../src/prompt/makeDraft.ts";
import { redactDraft } from "../../../src/prompt/redactDraft.ts";
import { attachment, routeTo, snapshot } from "../../support/samples.ts";

const secrets = [{ secret: "S3CRET", label: "Stripe key" }];

function draftOf(...parts: readonly string[]): Draft {
  const messages = [
    { role: "user" as const, parts: parts.map((text) => ({ text, source: { kind: "question" as const } })) },
  ];
  return makeDraft({ task: "chat", messages, stop: [] });
}

function partsOf(draft: Draft): readonly (readonly string[])[] {
  return draft.messages.map(({ parts }) => parts.map(({ text }) => text));
}

describe("prompt/redactDraft", () => {
  function check(name: string, parts: readonly string[], expected: readonly string[], list = secrets): void {
    it(name, () => {
      assert.deepEqual(partsOf(redactDraft(draftOf(...parts), list)), [expected]);
    });
  }

  const words = "[redacted: Stripe key]";
  check("puts words where a secret stood", ["a S3CRET b S3CRET"], [`a ${words} b ${words}`]);
  check("leaves other text alone", ["a", "", "b s3cret"], ["a", "", "b s3cret"]);
  check("removes one that runs over two parts", ["a S3C", "RET b"], [`a ${words}`, " b"]);
  check("removes one that runs over many parts", ["S", "3", "", "CRE", "T!"], [words, "", "", "", "!"]);
  check("removes two that touch", ["S3CRETS3C", "RET"], [`${words}${words}`, ""]);
  check(
    "removes secrets that overlap as one",
    ["x abcdef y"],
    ["x [redacted: one] y"],
    [
      { secret: "cdef", label: "two" },
      { secret: "abcd", label: "one" },
    ],
  );
  check(
    "removes all of a secret that overlaps itself",
    ["ababa!"],
    ["[redacted: x]!"],
    [{ secret: "aba", label: "x" }],
  );
  check(
    "removes the longer of two that start alike",
    ["abcdef abc"],
    ["[redacted: long] [redacted: short]"],
    [
      { secret: "abc", label: "short" },
      { secret: "abcdef", label: "long" },
    ],
  );
  check("does nothing without a secret", ["a"], ["a"], [{ secret: "", label: "nothing" }]);

  it("keeps sources, task, stop texts and limit", () => {
    const draft = completionAt(snapshot("key = S3CRET\n█\n"), routeTo({ model: "qwen2.5-coder:1.5b" }));
    const redacted = redactDraft(draft, secrets);
    assert.match(redacted.messages.map(messageText).join(), /key = \[redacted: Stripe key\]\n/);
    assert.deepEqual(draftSources(redacted), draftSources(draft));
    assert.deepEqual(
      [redacted.task, redacted.stop, redacted.maxTokens],
      [draft.task, draft.stop, draft.maxTokens],
    );
  });

  it("reaches every turn of a conversation", () => {
    const turns = [
      { question: "S3CRET?", answer: "S3CRET.", attachments: [attachment("a.ts", "S3CRET")] },
      { question: "Again: S3CRET?", answer: "", attachments: [] },
    ];
    const draft = redactDraft(
      chatDraft(turns, routeTo(), () => false),
      secrets,
    );
    assert.ok(!draft.messages.map(messageText).join().includes("S3CRET"));
    assert.equal(draft.maxTokens, undefined);
  });
});
