import assert from "node:assert/strict";
import { placeWords } from "../../../../src/edit/answer/placeWords.ts";

const text = "one\n  two\nthree\n";

describe("edit/answer/placeWords", () => {
  for (const [by, at, count, isWhole, expected] of [
    ["replace", 1, 2, false, { label: "Replace lines 2–3", line: "two" }],
    ["replace", 1, 1, false, { label: "Replace line 2", line: "two" }],
    ["replace", 0, 3, true, { label: "Replace the whole file", line: "one" }],
    ["insert", 2, 0, false, { label: "Insert before line 3", line: "three" }],
    ["insert", 3, 0, false, { label: "Insert at the end", line: "" }],
  ] as const)
    it(`calls a place "${expected.label}", with the line that stands there`, () => {
      const place = { by, first: at + 1, last: at + count };
      assert.deepEqual(placeWords({ place, shown: { at, count }, isWhole }, text), expected);
    });

  it("says which functions and types a line stands in, so that equal lines are told apart", () => {
    const code = "class Cart {\n  add(item) {\n    if (item) {\n      log(1);\n    }\n  }\n}\nlog(1);\n";
    const lineAt = (at: number): string =>
      placeWords(
        { place: { by: "replace", first: at + 1, last: at + 1 }, shown: { at, count: 1 }, isWhole: false },
        code,
      ).line;
    assert.deepEqual([3, 1, 7].map(lineAt), ["Cart › add › log(1);", "Cart › add(item) {", "log(1);"]);
  });
});
