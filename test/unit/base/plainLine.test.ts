import assert from "node:assert/strict";
import { plainLine } from "../../../src/base/plainLine.ts";

describe("base/plainLine", () => {
  function check(text: string, expected: string): void {
    it(`writes ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () => {
      assert.equal(plainLine(text), expected);
    });
  }

  check("qwen2.5-coder:7b · größer 🌉", "qwen2.5-coder:7b · größer 🌉");
  check("a\nb\r\tc\u0000", "a b  c ");
  check("a\u2028b\u2029c\u0085d", "a b c d");
  check("\u202Eolleh\u2066\u200B", " olleh  ");
});
