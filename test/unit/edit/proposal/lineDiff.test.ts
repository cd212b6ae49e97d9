import assert from "node:assert/strict";
import { textLines } from "../../../../src/base/textLines.ts";
import { lineDiff, type ChangedLines } from "../../../../src/edit/proposal/lineDiff.ts";
import { createRandom } from "../../../support/random.ts";

function applied(before: readonly string[], changes: readonly ChangedLines[]): readonly string[] {
  const lines = [...before];
  for (const { at, before: old, after } of changes.toReversed()) {
    assert.deepEqual(lines.slice(at, at + old.length), old);
    lines.splice(at, old.length, ...after);
  }
  return lines;
}

describe("edit/proposal/lineDiff", () => {
  it("finds what was replaced, put in and taken out", () => {
    const before = textLines("a\nb\nc\nd\ne\n");
    const after = textLines("a\nB\nc\nx\nd\n");
    assert.deepEqual(lineDiff(before, after), [
      { at: 1, before: ["b\n"], newAt: 1, after: ["B\n"] },
      { at: 3, before: [], newAt: 3, after: ["x\n"] },
      { at: 4, before: ["e\n"], newAt: 5, after: [] },
    ]);
  });

  it("finds nothing between equal texts", () => {
    assert.deepEqual(lineDiff(["a\n"], ["a\n"]), []);
    assert.deepEqual(lineDiff([], []), []);
  });

  it("tells a lost final line end as a change of the last line", () => {
    assert.deepEqual(lineDiff(["a\n", "b\n"], ["a\n", "b"]), [
      { at: 1, before: ["b\n"], newAt: 1, after: ["b"] },
    ]);
  });

  it("makes one text of the other, whatever both are", () => {
    const random = createRandom(11);
    const text = (): readonly string[] =>
      Array.from({ length: random.integer(12) }, () => `${random.pick(["a", "b", "c", "", "}"])}\n`);
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [text(), text()];
      const changes = lineDiff(before, after);
      assert.deepEqual(applied(before, changes), after);
      for (const { newAt, after: fresh } of changes)
        assert.deepEqual(after.slice(newAt, newAt + fresh.length), fresh);
    }
  });

  it("takes texts that have nothing in common for one change, instead of looking for ever", () => {
    const lines = (word: string): readonly string[] =>
      Array.from({ length: 20_000 }, (_, index) => `${word} ${index}\n`);
    const changes = lineDiff(lines("old"), lines("new"));
    assert.equal(changes.length, 1);
  });
});
