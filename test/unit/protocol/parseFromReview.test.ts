import assert from "node:assert/strict";
import { parseFromReview } from "../../../src/protocol/parseFromReview.ts";
import type { FromReviewView } from "../../../src/protocol/reviewMessages.ts";

describe("protocol/parseFromReview", () => {
  const good: readonly FromReviewView[] = [
    { type: "ready" },
    { type: "send", review: "r", keep: "once" },
    { type: "redact", review: "r", findings: ["a", "b"] },
    { type: "keep", review: "r", finding: "a" },
    { type: "remove", review: "r", row: "1" },
    { type: "onDevice", review: "r" },
    { type: "cancel", review: "r" },
    { type: "copy", review: "r" },
  ];
  for (const message of good)
    it(`takes ${JSON.stringify(message)}`, () => {
      assert.deepEqual(parseFromReview(message), message);
    });

  function check(name: string, forged: unknown): void {
    it(`takes no ${name}`, () => {
      assert.equal(parseFromReview(forged), undefined);
    });
  }

  check("nothing", undefined);
  check("text", "ready");
  check("unknown type", { type: "confirm", review: "r" });
  check("message of the other direction", { type: "review", review: {}, decisions: {} });
  check("message of the chat", { type: "send", text: "x" });
  for (const { type } of good)
    if (type !== "ready")
      check(`${type} that does not say for which question`, { type, keep: "once", row: "1" });
  check("send that does not say for how long", { type: "send", review: "r" });
  check("id that is no text", { type: "cancel", review: { toString: () => "r" } });
  check("endless id", { type: "cancel", review: "r".repeat(201) });
  check("redaction of something that is no id", { type: "redact", review: "r", findings: [1] });
  check("redaction of endlessly many", { type: "redact", review: "r", findings: Array(10_001).fill("a") });

  it("drops what does not belong to the message", () => {
    assert.deepEqual(parseFromReview({ type: "onDevice", review: "r", keep: "workspace" }), {
      type: "onDevice",
      review: "r",
    });
  });
});
