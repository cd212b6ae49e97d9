import assert from "node:assert/strict";
import { filesOfAnswer } from "../../../../src/edit/apply/filesOfAnswer.ts";

describe("the files that an answer names", () => {
  const fileOf = (markdown: string): string | undefined => filesOfAnswer(markdown)[0]?.file;
  const code = "```ts\nconst a = 1;\n```\n";
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ["by its fence", "```ts src/a.ts\nconst a = 1;\n```", "src/a.ts"],
    ["by a title", '```ts title="src/a.ts"\nconst a = 1;\n```', "src/a.ts"],
    ["by a line in bold", `**src/a.ts**\n\n${code}`, "src/a.ts"],
    ["by a heading", `### src/a.ts\n\n${code}`, "src/a.ts"],
    ["in a sentence that ends with a colon", `Change \`src/a.ts\` like this:\n\n${code}`, "src/a.ts"],
    ["by a comment in its first row", "```ts\n// src/a.ts\nconst a = 1;\n```", "src/a.ts"],
    ["by a diff's header", "```diff\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n```", "src/a.ts"],
    ["not by a sentence about something else", `This is short.\n\n${code}`, undefined],
  ];
  for (const [how, markdown, file] of cases)
    it(`are known ${how}`, () => {
      assert.equal(fileOf(markdown), file);
    });

  it("come in order, one for each block, and a block that was cut off says so", () => {
    const blocks = filesOfAnswer("```ts a.ts\na\n```\n\n```py b.py\nb");
    assert.deepEqual(
      blocks.map(({ file, language, isCutOff }) => [file, language, isCutOff]),
      [
        ["a.ts", "ts", false],
        ["b.py", "py", true],
      ],
    );
  });
});
