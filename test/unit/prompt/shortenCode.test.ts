import assert from "node:assert/strict";
import { shortenCode } from "../../../src/prompt/shortenCode.ts";

const code = (lines: number): string =>
  Array.from({ length: lines }, (_, index) => `line ${index + 1}`).join("\n");

describe("prompt/shortenCode", () => {
  const check = (name: string, text: string, expected: string, lostLines: number): void => {
    it(name, () => {
      assert.deepEqual(shortenCode(text), { text: expected, lostLines });
    });
  };

  const mark = "[… 14 more lines of code left out]";
  check(
    "keeps the first lines of a long block and says how many it lost",
    `Look:\n\`\`\`ts\n${code(20)}\n\`\`\`\nDone.`,
    `Look:\n\`\`\`ts\n${code(6)}\n${mark}\n\`\`\`\nDone.`,
    14,
  );
  check("leaves a short block alone", `\`\`\`\n${code(10)}\n\`\`\``, `\`\`\`\n${code(10)}\n\`\`\``, 0);
  check("leaves text without code alone", `a\n${code(40)}`, `a\n${code(40)}`, 0);
  check("shortens a block that was never closed", `\`\`\`\n${code(20)}`, `\`\`\`\n${code(6)}\n${mark}`, 14);
  check(
    "takes a shorter fence inside a block for text of it",
    `\`\`\`\`\n\`\`\`\n${code(19)}\n\`\`\`\`\nend`,
    `\`\`\`\`\n\`\`\`\n${code(5)}\n${mark}\n\`\`\`\`\nend`,
    14,
  );
  check(
    "shortens each of several blocks",
    `~~~\n${code(20)}\n~~~\n\n\`\`\`\n${code(20)}\n\`\`\``,
    `~~~\n${code(6)}\n${mark}\n~~~\n\n\`\`\`\n${code(6)}\n${mark}\n\`\`\``,
    28,
  );

  it("gives the same text when it is given its own", () => {
    const { text } = shortenCode(`\`\`\`\n${code(20)}\n\`\`\``);
    assert.deepEqual(shortenCode(text), { text, lostLines: 0 });
  });
});
