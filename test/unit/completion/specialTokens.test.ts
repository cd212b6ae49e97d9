import assert from "node:assert/strict";
import { withoutTokens } from "../../../src/completion/specialTokens.ts";
import { createTokenFilter } from "../../../src/completion/tokenFilter.ts";

const stop = ["<|endoftext|>", "[END]"];

describe("completion/specialTokens", () => {
  function check(text: string, expected: string): void {
    it(`${JSON.stringify(text)} is ${JSON.stringify(expected)}, whole and in pieces of any size`, () => {
      assert.equal(withoutTokens(text, stop), expected);
      for (let size = 1; size <= text.length; size += 1) {
        const filter = createTokenFilter(stop);
        let free = "";
        for (let at = 0; at < text.length; at += size) free += filter.push(text.slice(at, at + size));
        assert.equal(free + filter.held(), expected);
      }
    });
  }
  check("a = 1;<|endoftext|>b", "a = 1;");
  check("a[END]b[END]", "a");
  check("<|fim_middle|>a", "a");
  check("<|fim_middle|><fim_suffix>a<|file_sep|>", "a");
  check("a<｜end▁of▁sentence｜>", "a");
  check("a <| b |> c", "a <| b |> c");
  check("a < b", "a < b");
  check("Array<string>", "Array<string>");
  check("a <", "a <");
  check("", "");

  it("lets go of nothing after the end", () => {
    const filter = createTokenFilter(stop);
    assert.equal(filter.push("a[EN"), "a");
    assert.equal(filter.held(), "[EN");
    assert.equal(filter.push("D]b"), "");
    assert.ok(filter.hasEnded());
    assert.equal(filter.push("c"), "");
  });
});
