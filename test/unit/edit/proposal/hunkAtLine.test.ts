import assert from "node:assert/strict";
import { hunkAtLine } from "../../../../src/edit/proposal/hunkAtLine.ts";

/** Changes of rows 2–3 and 8, and rows that were taken out before row 5. */
const hunks = [
  { name: "first", start: 2, end: 4 },
  { name: "taken out", start: 5, end: 5 },
  { name: "last", start: 8, end: 9 },
];
const at = (line: number): string | undefined => hunkAtLine(hunks, line)?.name;

describe("edit/proposal/hunkAtLine", () => {
  it("is the change that the cursor is in, also where rows were only taken out", () => {
    assert.deepEqual([2, 3, 5, 8].map(at), ["first", "first", "taken out", "last"]);
  });

  it("is the next one below where the cursor is in none", () => {
    assert.deepEqual([0, 4, 6].map(at), ["first", "taken out", "last"]);
  });

  it("begins again with the first one below the last", () => {
    assert.equal(at(9), "first");
  });

  it("is none where there is none", () => {
    assert.equal(hunkAtLine(hunks.slice(0, 0), 0), undefined);
  });
});
