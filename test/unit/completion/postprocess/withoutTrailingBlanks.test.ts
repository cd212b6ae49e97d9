import assert from "node:assert/strict";
import { withoutTrailingBlanks } from "../../../../src/completion/postprocess/withoutTrailingBlanks.ts";

describe("completion/postprocess/withoutTrailingBlanks", () => {
  it("leaves out blanks at the ends of lines and at the end", () => {
    assert.equal(withoutTrailingBlanks(" \n  a \t\n  b  \n \n"), "\n  a\n  b");
  });

  it("leaves out half a character at the end", () => {
    assert.equal(withoutTrailingBlanks("a\uD83D"), "a");
    assert.equal(withoutTrailingBlanks("a😀"), "a😀");
  });
});
