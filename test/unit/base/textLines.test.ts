import assert from "node:assert/strict";
import { textLines } from "../../../src/base/textLines.ts";

describe("base/textLines", () => {
  it("keeps the end of every line, and what stands behind the last one", () => {
    assert.deepEqual(textLines("a\r\nb\n\nc"), ["a\r\n", "b\n", "\n", "c"]);
    assert.deepEqual(textLines("a\n"), ["a\n"]);
    assert.deepEqual(textLines(""), []);
  });
});
