import assert from "node:assert/strict";
import { matchingLines } from "../../../src/chat/matchingLines.ts";

describe("chat/matchingLines", () => {
  const text = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join("\n");

  function check(name: string, words: string, expected: readonly (readonly [number, number])[]): void {
    it(name, () => {
      const found = matchingLines(text.replace("line 5", "Hello").replace("line 15", "hello"), words, 9);
      assert.deepEqual(
        found.map(({ first, last }) => [first, last]),
        expected,
      );
    });
  }

  check("takes two lines around a line that matches, whatever its capitals", "hello", [
    [3, 7],
    [13, 17],
  ]);
  check("minds capitals where the words have one", "Hello", [[3, 7]]);
  check("makes one piece of what touches, and ends where the text ends", "line 1", [
    [1, 3],
    [8, 20],
  ]);
  check("finds nothing where nothing matches", "absent", []);

  it("holds the very text of its lines, whatever ends them", () => {
    assert.deepEqual(matchingLines("a\r\nb\r\nc", "b", 9), [{ first: 1, last: 3, text: "a\nb\nc" }]);
  });

  it("takes no more pieces than are wanted", () => {
    assert.equal(matchingLines("x\n\n\n\n\n\n".repeat(10), "x", 3).length, 3);
  });
});
