import assert from "node:assert/strict";
import { cutText } from "../../../src/chat/cutText.ts";
import { cutSentence, cutWords } from "../../../src/chat/leftOutWords.ts";

describe("chat/cutText", () => {
  it("leaves what has room as it is", () => {
    assert.deepEqual(cutText("a\nb\n", 4), { text: "a\nb\n" });
  });

  it("cuts behind a whole line, and counts", () => {
    assert.deepEqual(cutText("one\ntwo\nthree\n", 9), { text: "one\ntwo", cut: { lines: 4, kept: 2 } });
  });

  it("says how much of a giant line is kept, whatever follows it", () => {
    const { cut } = cutText(`${"x".repeat(60_000)}\nmore`, 30_000);
    assert.ok(cut !== undefined);
    assert.equal(cutWords(cut, "first"), "first 30,000 of 60,005 characters");
    assert.equal(
      cutSentence("/project/a.js", cut),
      "a.js is long: of its 60,005 characters the first 30,000 go along.",
    );
  });

  it("cuts a giant line between two characters", () => {
    assert.deepEqual(cutText("ab𝒳cd", 3), {
      text: "ab",
      cut: { lines: 1, kept: 1, characters: { all: 6, kept: 2 } },
    });
  });
});
