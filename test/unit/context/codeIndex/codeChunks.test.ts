import assert from "node:assert/strict";
import { codeChunks } from "../../../../src/context/codeIndex/codeChunks.ts";

function lines(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("\n");
}

function cutLines(text: string, languageId = "typescript"): readonly (readonly [number, number])[] {
  return [...codeChunks(text, languageId)].map(({ lines: { first, last } }) => [first, last] as const);
}

describe("context/codeIndex/codeChunks", () => {
  const func = (name: string, height: number): string =>
    `export function ${name}() {\n${lines(height - 2, (index) => `  work(${index});`)}\n}`;

  it("leaves a file of one screen whole", () => {
    assert.deepEqual(cutLines(func("small", 50)), [[1, 50]]);
  });

  it("cuts between functions", () => {
    assert.deepEqual(cutLines([func("a", 40), func("b", 40), func("c", 40)].join("\n\n")), [
      [1, 41],
      [42, 82],
      [83, 122],
    ]);
  });

  it("cuts between the methods of a class, and says of each which class it is in", () => {
    const method = (name: string): string => `  ${name}() {\n${lines(38, () => "    work();")}\n  }`;
    const text = `class Ledger {\n${["open", "close", "seal"].map(method).join("\n\n")}\n}`;
    const chunks = [...codeChunks(text, "typescript")];
    assert.deepEqual(
      chunks.map(({ names }) => names.includes("Ledger")),
      [true, true, true],
    );
    assert.match(chunks[1]?.text ?? "", /^ {2}close\(\)/);
  });

  it("goes on where there is no gap at all, without a chunk above 60 lines", () => {
    const sizes = cutLines(lines(500, (index) => `row${index}();`)).map(([first, last]) => last - first + 1);
    assert.ok(
      sizes.every((size) => size <= 60),
      String(sizes),
    );
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      500,
    );
  });

  it("begins no chunk with a closing bracket where it can be helped", () => {
    const text = lines(200, (index) => (index % 7 === 6 ? "}" : `a${index} = {`));
    for (const { text: chunk } of codeChunks(text, "typescript")) assert.doesNotMatch(chunk, /^}/);
  });

  it("cuts Markdown at its headings, and takes none for one inside a fence", () => {
    const section = (title: string): string => `## ${title}\n\n${lines(36, () => "words")}\n`;
    const fenced = `\`\`\`sh\n# not a heading\n${lines(30, () => "run")}\n\`\`\`\n`;
    const chunks = [...codeChunks(section("One") + section("Two") + fenced, "markdown")];
    assert.deepEqual(chunks[0]?.names, ["One"]);
    assert.match(chunks[1]?.text ?? "", /^## Two/);
    assert.ok(chunks.every(({ names }) => !names.includes("not a heading")));
  });

  it("covers every line that is not empty once, whatever the line ends are", () => {
    const text = [func("a", 90), func("b", 20)].join("\r\n\r\n").replaceAll(/(?<!\r)\n/g, "\r\n");
    const chunks = [...codeChunks(text, "typescript")];
    assert.equal(chunks.map((chunk) => chunk.text).join("\n"), text.replaceAll("\r\n", "\n"));
  });

  it("has nothing for an empty file", () => {
    assert.deepEqual(cutLines(""), []);
    assert.deepEqual(cutLines("\n\n  \n"), []);
  });
});
