import assert from "node:assert/strict";
import { fileSourceLabel } from "../../../src/terms/source.ts";

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
});
