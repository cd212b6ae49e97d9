import assert from "node:assert/strict";
import { resolveEscapes } from "../../../src/gate/resolveEscapes.ts";
import { createRandom } from "../../support/random.ts";

describe("gate/resolveEscapes", () => {
  function check(text: string, expected: string | undefined): void {
    it(`reads ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () => {
      assert.equal(resolveEscapes(text)?.text, expected);
    });
  }

  check("plain", undefined);
  check(String.raw`a\nb\tc\\d\"e\/f`, 'a\nb\tc\\d"e/f');
  check(String.raw`\u0041\x42\u{43}\u{1F309}`, "ABC🌉");
  check(String.raw`\u00zz \u{110000} \q`, "u00zz u{110000} q");
  check("one \\\ntwo \\\r\nthree", "one two three");
  check("at the end \\", "at the end ");

  it("says for every offset where it stands in the original", () => {
    const random = createRandom(9);
    const pieces = ["a", "bc", "\\n", "\\u0041", "\\x42", "\\\\", "\\\n", "\\q", " "];
    for (let round = 0; round < 200; round += 1) {
      const chosen = Array.from({ length: 12 }, () => random.pick(pieces));
      const text = `\\t${chosen.join("")}`;
      const resolved = resolveEscapes(text);
      assert.ok(resolved);
      // What stands between two offsets of the result is what the text between their originals means.
      for (let start = 0; start < resolved.text.length; start += 1) {
        for (let end = start + 1; end <= resolved.text.length; end += 1) {
          const original = text.slice(resolved.toOriginal(start), resolved.toOriginal(end));
          assert.equal(resolveEscapes(original)?.text ?? original, resolved.text.slice(start, end));
        }
      }
    }
  });
});
