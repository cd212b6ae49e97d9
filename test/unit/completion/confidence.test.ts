import assert from "node:assert/strict";
import { confidenceOf, isSureEnough, withVerdict } from "../../../src/completion/confidence.ts";

describe("completion/confidence", () => {
  const fresh = { shown: 10, heldBack: 0 };

  it("is unknown without log-probabilities", () => {
    assert.equal(confidenceOf([]), undefined);
  });

  it("shows a likely line and holds an unlikely one back", () => {
    assert.ok(isSureEnough({ mean: -0.2, leastAtStart: -0.5 }, fresh));
    assert.ok(!isSureEnough({ mean: -1.5, leastAtStart: -0.5 }, fresh));
    assert.ok(!isSureEnough({ mean: -0.5, leastAtStart: -3 }, fresh));
  });

  it("looks at the first tokens by themselves", () => {
    assert.deepEqual(confidenceOf([-0.5, -2, -0.5, -9]), { mean: -3, leastAtStart: -2 });
  });

  it("never holds more than two of five back for long", () => {
    let restraint = { shown: 0, heldBack: 0 };
    let shown = 0;
    for (let index = 0; index < 500; index += 1) {
      const isShown = isSureEnough({ mean: -9, leastAtStart: -9 }, restraint);
      restraint = withVerdict(restraint, isShown);
      shown += isShown ? 1 : 0;
    }
    assert.ok(shown >= 290 && shown <= 320, String(shown));
  });
});
