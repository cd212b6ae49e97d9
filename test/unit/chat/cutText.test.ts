import assert from "node:assert/strict";
import { cutText } from "../../../src/chat/cutText.ts";

describe("chat/cutText", () => {
  it("leaves what has room as it is", () => {
    assert.deepEqual(cutText("a\nb\n", 4), { text: "a\nb\n" });
  });

  it("cuts behind a whole line, and counts", () => {
    assert.deepEqual(cutText("one\ntwo\nthree\n", 9), { text: "one\ntwo", cut: { lines: 4, kept: 2 } });
  });

  it("cuts a giant line between two characters", () => {
    assert.deepEqual(cutText("ab𝒳cd", 3), { text: "ab", cut: { lines: 1, kept: 1 } });
  });
});
