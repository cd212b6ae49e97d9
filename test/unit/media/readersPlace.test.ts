import assert from "node:assert/strict";
import { follows } from "../../../media/chat/readersPlace.ts";

describe("the reader's place", () => {
  const at = (top: number, height = 1000): Parameters<typeof follows>[2] => ({ top, height, viewport: 400 });

  it("is the end until they scroll up", () => {
    assert.equal(follows(true, 600, at(560)), false);
    assert.equal(follows(true, 600, at(598)), false);
  });

  it("stays the end when something above it gets shorter", () => {
    assert.equal(follows(true, 600, at(500, 900)), true);
  });

  it("stays the end when the answer grows", () => {
    assert.equal(follows(true, 600, at(600, 1300)), true);
  });

  it("is the end again once they come back to it", () => {
    assert.equal(follows(false, 200, at(400)), false);
    assert.equal(follows(false, 400, at(590)), true);
  });
});
