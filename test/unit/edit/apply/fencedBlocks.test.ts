import assert from "node:assert/strict";
import { fencedBlocks } from "../../../../src/edit/apply/fencedBlocks.ts";

describe("the fenced blocks of an answer", () => {
  const texts = (...lines: readonly string[]): readonly string[] =>
    fencedBlocks(lines.join("\n")).map(({ text }) => text);

  it("come in order, each with its info and the line before it", () => {
    assert.deepEqual(fencedBlocks("First:\n\n```ts a.ts\na();\n```\n```\nb();\n```"), [
      { info: "ts a.ts", text: "a();", lead: "First:", isOpen: false },
      { info: "", text: "b();", lead: "", isOpen: false },
    ]);
  });

  it("are open where the answer ends before they do", () => {
    assert.deepEqual(fencedBlocks("~~~py\na()"), [{ info: "py", text: "a()", lead: "", isOpen: true }]);
  });

  it("lose the indentation of their fence and no more", () => {
    assert.deepEqual(texts("  ```ts", "  if (a)", "    b();", " c();", "  ```"), ["if (a)\n  b();\nc();"]);
  });

  it("of Markdown go on until each fence within them is closed", () => {
    const inner = ["# Use", "```sh", "run", "```", "## Or", "```ts", "go();", "```"];
    assert.deepEqual(texts("```md", ...inner, "```", "Done."), [inner.join("\n")]);
  });

  it("hold another that opens right at their start", () => {
    assert.deepEqual(texts("```", "```ts", "a();", "```", "```"), ["```ts\na();\n```"]);
  });

  it("of code end at the first fence that closes, whatever stands before it", () => {
    assert.deepEqual(texts("```ts", "a();", "```js", "b();", "```", "c();", "```ts", "d();", "```"), [
      "a();\n```js\nb();",
      "d();",
    ]);
  });

  it("are closed by a fence of their own kind that is as long", () => {
    assert.deepEqual(texts("````md", "```", "~~~~", "a", "````"), ["```\n~~~~\na"]);
  });
});
