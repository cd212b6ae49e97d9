import assert from "node:assert/strict";
import { withoutLineNumbers } from "../../../../src/edit/apply/lineNumbers.ts";

describe("line numbers before code", () => {
  const without = (rows: readonly string[], known: readonly string[] = []): readonly string[] =>
    withoutLineNumbers(rows, (row) => known.includes(row));

  it("are taken away where every row has one and they count upwards", () => {
    assert.deepEqual(without(["7 | if (a) {", "8 |   b();", "", "9 | }"]), ["if (a) {", "  b();", "", "}"]);
  });

  const kept: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["one row has none", ["7 | a();", "b();"], []],
    ["they do not count upwards", ["7 | a();", "7 | b();"], []],
    ["there is one row alone", ["7 | a();"], []],
    ["the file has such a row", ["1: one", "2: two"], ["2: two"]],
  ];
  for (const [when, rows, known] of kept)
    it(`stay where ${when}`, () => {
      assert.deepEqual(without(rows, known), rows);
    });
});
