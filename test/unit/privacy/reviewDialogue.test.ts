import assert from "node:assert/strict";
import { ReviewDialogue, type Heard } from "../../../src/privacy/reviewDialogue.ts";
import type { ReviewRequest } from "../../../src/sending/consentPort.ts";
import { reviewRequest, stripeKey } from "../../support/reviewSamples.ts";

describe("privacy/reviewDialogue", () => {
  const dialogue = (changes: Partial<ReviewRequest> = {}, kept: readonly string[] = []): ReviewDialogue =>
    new ReviewDialogue("r", reviewRequest(changes), new Set(kept));
  const ignored: Heard = { kind: "ignored" };
  const answer = (heard: Heard): unknown => (heard.kind === "answer" ? heard.answer : heard.kind);

  it("takes a yes to what was offered", () => {
    const asked = dialogue({ keeps: ["once", "day"] });
    assert.deepEqual(answer(asked.hear({ type: "send", review: "r", keep: "day" })), {
      kind: "send",
      keep: "day",
    });
  });

  it("takes no yes that was not offered", () => {
    const asked = dialogue({ keeps: ["once", "day"] });
    for (const keep of ["workspace", "", "__proto__", "Once"])
      assert.deepEqual(asked.hear({ type: "send", review: "r", keep }), ignored, keep);
  });

  it("takes no answer to another question", () => {
    const asked = dialogue({ deviceModel: "m", findings: [stripeKey] });
    for (const review of ["", "r2", "R"]) {
      assert.deepEqual(asked.hear({ type: "send", review, keep: "once" }), ignored);
      assert.deepEqual(asked.hear({ type: "keep", review, finding: stripeKey.id }), ignored);
      assert.deepEqual(asked.hear({ type: "cancel", review }), ignored);
      assert.deepEqual(asked.hear({ type: "onDevice", review }), ignored);
      assert.deepEqual(asked.hear({ type: "copy", review }), ignored);
    }
  });

  it("is answered once", () => {
    const asked = dialogue({ deviceModel: "m" });
    assert.deepEqual(answer(asked.hear({ type: "onDevice", review: "r" })), { kind: "onDevice" });
    assert.deepEqual(asked.hear({ type: "send", review: "r", keep: "once" }), ignored);
    assert.deepEqual(asked.hear({ type: "remove", review: "r", row: "1" }), ignored);
  });

  it("takes no yes while a possible secret is undecided", () => {
    const asked = dialogue({ findings: [stripeKey, { ...stripeKey, id: "finding-2", secret: "other" }] });
    const yes = { type: "send", review: "r", keep: "once" } as const;
    assert.deepEqual(asked.hear(yes), ignored);
    assert.deepEqual(asked.hear({ type: "keep", review: "r", finding: "finding-1" }), { kind: "decided" });
    assert.deepEqual(asked.hear(yes), ignored);
    assert.deepEqual(asked.hear({ type: "keep", review: "r", finding: "nobody" }), ignored);
    assert.deepEqual(asked.hear({ type: "keep", review: "r", finding: "finding-2" }), { kind: "decided" });
    assert.deepEqual(answer(asked.hear(yes)), { kind: "send", keep: "once" });
  });

  it("redacts the secrets that were found and named, never one that the page made up", () => {
    const asked = dialogue({ findings: [stripeKey] });
    for (const findings of [[], ["made up"], [stripeKey.id, "made up"], [stripeKey.id, stripeKey.id]])
      assert.deepEqual(asked.hear({ type: "redact", review: "r", findings }), ignored);
    assert.deepEqual(answer(asked.hear({ type: "redact", review: "r", findings: [stripeKey.id] })), {
      kind: "redact",
      secrets: [{ secret: stripeKey.secret, label: "Stripe key" }],
    });
  });

  it("leaves out only a file that was put beside the question", () => {
    const asked = dialogue();
    for (const row of ["0", "3", "6", "99", "file:///project/src/billing/rates.ts"])
      assert.deepEqual(asked.hear({ type: "remove", review: "r", row }), ignored, row);
    assert.deepEqual(answer(asked.hear({ type: "remove", review: "r", row: "2" })), {
      kind: "remove",
      uri: "file:///project/src/billing/rates.ts",
    });
  });

  it("answers on this device only when that was offered", () => {
    assert.deepEqual(dialogue().hear({ type: "onDevice", review: "r" }), ignored);
  });

  it("copies its own bytes, and is not answered by that", () => {
    const asked = dialogue();
    const heard = asked.hear({ type: "copy", review: "r" });
    assert.ok(heard.kind === "copy");
    assert.deepEqual(new TextEncoder().encode(heard.text), reviewRequest().wire.body);
    assert.deepEqual(answer(asked.hear({ type: "cancel", review: "r" })), { kind: "cancel" });
  });

  it("can be left while it is prepared again", () => {
    const asked = dialogue();
    asked.hear({ type: "remove", review: "r", row: "1" });
    assert.match(asked.progress().decisions.waiting ?? "", /Preparing/);
    assert.deepEqual(asked.hear({ type: "cancel", review: "r" }), { kind: "left" });
  });

  it("remembers for the same send what was decided to be kept", () => {
    const first = dialogue({ findings: [stripeKey] });
    first.hear({ type: "keep", review: "r", finding: stripeKey.id });
    assert.deepEqual([...first.keptSecrets()], [stripeKey.secret]);
    const again = dialogue({ findings: [{ ...stripeKey, id: "another id" }] }, [stripeKey.secret]);
    assert.equal(again.progress().decisions.first, undefined);
    assert.notEqual(dialogue({ findings: [stripeKey] }).progress().decisions.first, undefined);
  });

  it("draws everything for a new page, with what was decided", () => {
    const asked = dialogue({ findings: [stripeKey] });
    asked.hear({ type: "keep", review: "r", finding: stripeKey.id });
    const whole = asked.whole();
    assert.ok(whole.type === "review");
    assert.equal(whole.review.id, "r");
    assert.deepEqual(whole.decisions, asked.progress().decisions);
    assert.equal(whole.decisions.findings[0]?.kept, true);
  });
});
