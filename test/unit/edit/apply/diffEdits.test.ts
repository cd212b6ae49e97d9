import assert from "node:assert/strict";
import { diffEdits } from "../../../../src/edit/apply/diffEdits.ts";

describe("the edits of a diff", () => {
  const edits = (text: string, isDiff = false): readonly string[] | undefined =>
    diffEdits(text.split("\n"), isDiff)?.map(
      ({ rows, line }) => `${line ?? ""}${rows.map(({ op, text: row }) => op + row).join("|")}`,
    );

  it("begin where a hunk says, one for each", () => {
    assert.deepEqual(edits("@@ -3,2 +3,2 @@\n a\n-b\n+c\n@@ -9 +9 @@\n-d"), ["3 a|-b|+c", "9-d"]);
  });

  it("need no hunks where the answer calls itself a diff", () => {
    assert.deepEqual(edits("-b\n+c", true), ["-b|+c"]);
    assert.equal(edits("-b\n+c"), undefined);
  });

  it("are read of search-and-replace blocks, what both sides share as context", () => {
    assert.deepEqual(edits("<<<<<<< SEARCH\na\nb\n=======\na\nc\n>>>>>>> REPLACE"), [" a|-b|+c"]);
  });

  it("are none where a search block does not end", () => {
    assert.equal(edits("<<<<<<< SEARCH\na\n=======\nb"), undefined);
  });
});
