import assert from "node:assert/strict";
import { chosenBlock } from "../../../../src/edit/answer/chosenBlock.ts";

const fence = "```";

describe("edit/answer/chosenBlock", () => {
  const shown = (text: string, file = "") => ({ text, language: "ts", file });

  it("knows the file that the line before a block names", () => {
    const answer = `Change \`src/a.ts\` like this:\n\n${fence}ts\nlet a = 1;\n${fence}\n`;
    const block = { code: "let a = 1;", language: "ts", isCutOff: false };
    assert.deepEqual(chosenBlock(answer, shown("let a = 1;")), { named: "src/a.ts", blocks: [block] });
  });

  it("knows that the answer ended before the block did", () => {
    const answer = `${fence}ts a.ts\nlet a = 1;\nlet b`;
    assert.equal(chosenBlock(answer, shown("let a = 1;\nlet b", "a.ts")).blocks[0]?.isCutOff, true);
  });

  it("knows the one that was pressed of several by its code", () => {
    const answer = `${fence}ts a.ts\nlet a;\n${fence}\n\n${fence}ts b.ts\nlet b;\n${fence}`;
    assert.equal(chosenBlock(answer, shown("let b;", "b.ts")).named, "b.ts");
  });

  it("names all files that the same code is for: nothing tells which was pressed", () => {
    const answer = `**a.ts**\n${fence}ts\nlet a;\n${fence}\n\n**b.ts**\n${fence}ts\nlet a;\n${fence}`;
    const block = { code: "let a;", language: "ts", isCutOff: false };
    assert.deepEqual(chosenBlock(answer, shown("let a;")), { oneOf: ["a.ts", "b.ts"], blocks: [block] });
  });

  it("takes the file on the label of the one that was pressed where the same code is for several", () => {
    const answer = `${fence}py a/__init__.py\nx = 1\n${fence}\n\n${fence}py b/__init__.py\nx = 1\n${fence}`;
    assert.equal(chosenBlock(answer, shown("x = 1", "b/__init__.py")).named, "b/__init__.py");
  });

  it("takes the code of a list without the list's indentation, as the page shows it", () => {
    const answer = `1. In \`a.ts\`:\n\n   ${fence}ts\n   if (a) {\n     b();\n   }\n   ${fence}`;
    const text = "if (a) {\n  b();\n}";
    assert.deepEqual(chosenBlock(answer, shown(text)).blocks[0]?.code, text);
  });

  it("means all of a block that the page ends at a fence within it", () => {
    const answer = `${fence}md README.md\n# Use\n\n${fence}sh\nnpm start\n${fence}\n\nDone.\n${fence}\n`;
    const { named, blocks } = chosenBlock(answer, {
      text: "# Use\n\n```sh\nnpm start",
      language: "md",
      file: "README.md",
    });
    assert.match(blocks[0]?.code ?? "", /Done\.$/);
    assert.equal(named, "README.md");
  });

  it("is what the page shows where the answer does not hold it as a block", () => {
    const block = { code: "let q;", language: "ts", isCutOff: false };
    const chosen = chosenBlock(`> ${fence}ts q.ts\n> let q;\n> ${fence}`, shown("let q;", "q.ts"));
    assert.deepEqual(chosen, { named: "q.ts", blocks: [block] });
  });
});
