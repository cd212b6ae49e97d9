import assert from "node:assert/strict";
import { triggerDelayMs, type TriggerFacts } from "../../../src/completion/trigger.ts";
import { unknownRhythm, withKey } from "../../../src/completion/typingRhythm.ts";

const inWord: TriggerFacts = {
  ...{ manual: false, linePrefix: "  const tot", lineSuffix: "", afterAccept: false },
  ...{ lineMs: 300, gapMs: 160, ignoredInARow: 0, eco: false },
};
const delay = (changes: Partial<TriggerFacts>): number => triggerDelayMs({ ...inWord, ...changes });

describe("completion/trigger", () => {
  it("waits inside a word for most of the time to the next key", () => {
    assert.equal(delay({}), 96);
    assert.equal(delay({ gapMs: 100 }), 60);
    assert.equal(delay({ gapMs: 390 }), 150);
  });

  it("asks at once where a thought follows", () => {
    for (const linePrefix of ["  foo.", "  foo(", "x = ", "[", "{", "a: ", "f(a, "])
      assert.equal(delay({ linePrefix: `  a${linePrefix}` }), 0, linePrefix);
    assert.equal(delay({ linePrefix: "    " }), 0);
    assert.equal(delay({ afterAccept: true }), 0);
    assert.equal(delay({ manual: true, eco: true }), 0);
  });

  it("asks at once what answers before the next key", () => {
    assert.equal(delay({ lineMs: 90 }), 0);
    assert.equal(delay({ lineMs: undefined }), 96);
  });

  it("waits for a pause in eco", () => {
    assert.equal(delay({ eco: true, linePrefix: "foo." }), 350);
  });

  it("grows more patient with somebody who wants none of it, up to a bound", () => {
    assert.deepEqual(
      [4, 5, 6, 7, 50].map((ignoredInARow) => delay({ ignoredInARow, lineMs: 1 })),
      [0, 100, 200, 300, 300],
    );
  });
});

describe("completion/typingRhythm", () => {
  it("follows the keys and leaves pauses out", () => {
    let rhythm = unknownRhythm;
    for (const atMs of [0, 100, 200, 300, 5000, 5100]) rhythm = withKey(rhythm, atMs);
    assert.ok(rhythm.gapMs < 160 && rhythm.gapMs > 100, String(rhythm.gapMs));
    assert.equal(rhythm.lastMs, 5100);
  });
});
