import assert from "node:assert/strict";
import { changesSeveral, namedGroups } from "../../../../src/edit/answer/groupBlocks.ts";

const block = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;

describe("edit/answer/groupBlocks", () => {
  const answer = [block("ts a.ts", "1"), block("sh", "npm i"), block("ts b.ts", "2"), block("ts a.ts", "3")];

  it("puts the blocks of each file together, and leaves out what names none", () => {
    const groups = namedGroups(answer.join("\n")).map(({ named, blocks }) => [
      named,
      blocks.map(({ code }) => code),
    ]);
    assert.deepEqual(groups, [
      ["a.ts", ["1", "3"]],
      ["b.ts", ["2"]],
    ]);
  });

  for (const [what, blocks, expected] of [
    ["blocks for two files", [block("ts a.ts", "1"), block("ts b.ts", "2")], true],
    ["two blocks for one file", [block("ts a.ts", "1"), block("ts a.ts", "2")], true],
    ["one block for a file beside what names none", [block("ts a.ts", "1"), block("sh", "npm i")], false],
    ["no code", ["Only words."], false],
  ] as const)
    it(`${expected ? "sees" : "sees no"} several changes in an answer with ${what}`, () => {
      assert.equal(changesSeveral(blocks.join("\n")), expected);
    });
});
