import assert from "node:assert/strict";
import { locateFindings } from "../../../src/gate/locateFindings.ts";
import type { SecretFinding } from "../../../src/terms/screening.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../../src/prompt/chatTurn.ts";
import { completionAt } from "../../support/completionAt.ts";
import type { Draft } from "../../../src/prompt/draft.ts";
import { attachment, routeTo, snapshot } from "../../support/samples.ts";

const finding: SecretFinding = { id: "1", rule: "stripe", label: "Stripe key", secret: "S3CRET" };

/** Each place as `path:line`, or the kind of its source. */
function places(draft: Draft, ...findings: readonly SecretFinding[]): readonly string[] {
  return locateFindings(draft, findings.length === 0 ? [finding] : findings).map(({ source, line }) =>
    source?.kind === "file" ? `${source.path}:${line ?? 0}` : (source?.kind ?? "nowhere"),
  );
}

function turn(changes: Partial<ChatTurn>): ChatTurn {
  return { question: "Why?", answer: "", attachments: [], ...changes };
}

describe("gate/locateFindings", () => {
  it("counts the lines of a whole file, not those of the words before it", () => {
    const files = [attachment("a.ts", "one\n"), attachment("src/rates.ts", "one\ntwo\nS3CRET\n")];
    assert.deepEqual(places(chatDraft([turn({ attachments: files })], routeTo(), () => false)), [
      "src/rates.ts:3",
    ]);
  });

  it("counts from the first line of a part of a file", () => {
    const { source, ...rest } = attachment("rates.ts", "x\r\nS3CRET S3CRET\r\nS3CRET");
    const part = { ...rest, source: { ...source, lines: { first: 40, last: 42 } } };
    assert.deepEqual(places(chatDraft([turn({ attachments: [part] })], routeTo(), () => false)), [
      "rates.ts:41",
      "rates.ts:42",
    ]);
  });

  it("tells a question and an answer from a file", () => {
    const turns = [
      turn({ attachments: [attachment("a.ts", "S3CRET")], answer: "It is S3CRET." }),
      turn({ question: "S3CRET?" }),
    ];
    assert.deepEqual(places(chatDraft(turns, routeTo(), () => false)), ["a.ts:1", "answer", "question"]);
  });

  it("counts lines on both sides of the position that a completion is for", () => {
    const route = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" });
    const text = "one\nkey = S3CRET\nthree█\nfour\nS3CRET\n";
    assert.deepEqual(places(completionAt(snapshot(text), route)), ["sum.ts:2", "sum.ts:5"]);
  });

  it("finds one that begins in a part and ends in the next", () => {
    const route = routeTo({ task: "completion", model: "smollm2:135m" });
    assert.deepEqual(places(completionAt(snapshot("a\nS3CRET█"), route)), ["sum.ts:2"]);
    const turns = [turn({ attachments: [attachment("a.ts", "one\nS3C")] })];
    const spanning = { ...finding, secret: "S3C\n```" };
    assert.deepEqual(
      places(
        chatDraft(turns, routeTo(), () => false),
        spanning,
      ),
      ["a.ts:2"],
    );
  });

  it("keeps a finding that is not in the draft's text", () => {
    assert.deepEqual(places(chatDraft([turn({})], routeTo(), () => false)), ["nowhere"]);
  });
});
