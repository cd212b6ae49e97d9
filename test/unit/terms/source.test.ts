import assert from "node:assert/strict";
import { fileSourceLabel, sourceLabel, sourcePlace, type AttachedSource } from "../../../src/terms/source.ts";

describe("terms/source", () => {
  function check(path: string, lines: { first: number; last: number } | undefined, expected: string): void {
    it(`calls ${path} ${lines === undefined ? "as a whole" : `${lines.first} to ${lines.last}`} "${expected}"`, () => {
      assert.equal(
        fileSourceLabel({ kind: "file", uri: "file:///x", path, ...(lines && { lines }) }),
        expected,
      );
    });
  }

  check("src/sum.ts", undefined, "sum.ts");
  check("src/sum.ts", { first: 3, last: 9 }, "sum.ts:3–9");
  check("src\\sum.ts", { first: 4, last: 4 }, "sum.ts:4");

  function checkAttached(source: AttachedSource, label: string, place: string): void {
    it(`calls what is ${source.kind} "${label}"`, () => {
      assert.deepEqual([sourceLabel(source), sourcePlace(source)], [label, place]);
    });
  }

  checkAttached({ kind: "terminal", id: "1", command: "npm  test" }, "Terminal: npm test", "npm test");
  const long = "x".repeat(50);
  checkAttached({ kind: "terminal", id: "1", command: long }, `Terminal: ${"x".repeat(39)}…`, long);
  const place = "Pasted into the message box";
  checkAttached({ kind: "pasted", id: "1", lineCount: 1 }, "Pasted text, 1 line", place);
  checkAttached({ kind: "pasted", id: "1", lineCount: 12 }, "Pasted text, 12 lines", place);
});
