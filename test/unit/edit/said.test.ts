import assert from "node:assert/strict";
import { nothingSaid, problemOf, saidAfter } from "../../../src/edit/said.ts";
import type { SendFailure } from "../../../src/sending/sendEvent.ts";
import { destination, routeTo } from "../../support/samples.ts";

/** What a person is told of a failure where there is no conversation. */
function told(failure: SendFailure) {
  const routed = saidAfter(nothingSaid, { kind: "routed", route: routeTo({ task: "edit", model: "small" }) });
  return problemOf(saidAfter(routed, { kind: "failed", failure }), "");
}

describe("edit/said", () => {
  it("speaks of no message box where something would go farther than was told", () => {
    const { sentence, steps } = told({
      kind: "fartherThanShown",
      destination: destination({ host: "api.openai.com" }),
    });
    assert.match(sentence, /^This would go to api\.openai\.com, .*the title says/);
    assert.deepEqual(
      steps.map(({ action }) => action),
      ["retry", "pickModel"],
    );
  });

  it("speaks of no conversation where something is too long", () => {
    const { sentence, steps } = told({ kind: "contextTooLong" });
    assert.match(sentence, /^This is too long for small\. /);
    assert.doesNotMatch(sentence, /conversation|context/);
    assert.deepEqual(
      steps.map(({ action }) => action),
      ["pickModel"],
    );
  });

  it("says of anything else what is said of it everywhere", () => {
    assert.equal(told({ kind: "paused" }).sentence, "Drawbridge is paused in this workspace.");
  });
});
