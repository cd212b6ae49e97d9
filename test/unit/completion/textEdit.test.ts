import assert from "node:assert/strict";
import { textEdit } from "../../../src/completion/textEdit.ts";

describe("completion/textEdit", () => {
  it("finds what lies between the shared beginning and the shared end", () => {
    assert.deepEqual(textEdit("a\nbc\nd", "a\nbxy\nzc\nd"), {
      startIndex: 3,
      oldEndIndex: 3,
      newEndIndex: 7,
      startPosition: { row: 1, column: 1 },
      oldEndPosition: { row: 1, column: 1 },
      newEndPosition: { row: 2, column: 1 },
    });
  });

  it("takes nothing twice where beginning and end overlap", () => {
    const { startIndex, oldEndIndex, newEndIndex } = textEdit("aaa", "aaaa");
    assert.deepEqual([startIndex, oldEndIndex, newEndIndex], [3, 3, 4]);
  });

  it("finds a change in long texts, and none in equal ones", () => {
    const long = "0123456789\n".repeat(1000);
    const { startIndex, oldEndIndex, newEndIndex } = textEdit(
      long,
      `${long.slice(0, 5000)}x${long.slice(5001)}`,
    );
    assert.deepEqual([startIndex, oldEndIndex, newEndIndex], [5000, 5001, 5001]);
    assert.equal(textEdit(long, long).startIndex, long.length);
  });
});
