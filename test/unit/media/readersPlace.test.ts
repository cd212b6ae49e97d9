import assert from "node:assert/strict";
import { follows, type Scroll } from "../../../media/chat/readersPlace.ts";

describe("the reader's place", () => {
  const at = (top: number, height = 1000): Scroll["now"] => ({ top, height, viewport: 400 });
  const untouched = { touched: false };

  it("is the end until they scroll up", () => {
    assert.equal(follows(true, { before: at(600), now: at(560), ...untouched }), false);
    assert.equal(follows(true, { before: at(600), now: at(560, 1100), touched: true }), false);
    assert.equal(follows(true, { before: at(600), now: at(598), ...untouched }), false);
  });

  it("stays the end when something above it gets shorter", () => {
    assert.equal(follows(true, { before: at(600), now: at(500, 900), ...untouched }), true);
  });

  it("stays the end when the answer grows, also when something shrank before that", () => {
    assert.equal(follows(true, { before: at(600), now: at(600, 1300), ...untouched }), true);
    assert.equal(follows(true, { before: at(600), now: at(560, 1010), ...untouched }), true);
  });

  it("stays the end when the view is resized", () => {
    const now = { ...at(560), viewport: 380 };
    assert.equal(follows(true, { before: at(600), now, ...untouched }), true);
  });

  it("is the end again once they come back to it", () => {
    assert.equal(follows(false, { before: at(200), now: at(400), ...untouched }), false);
    assert.equal(follows(false, { before: at(400), now: at(590), ...untouched }), true);
  });
});
