import assert from "node:assert/strict";
import { IncrementalMarkdown, wholeMarkdown } from "../../../media/chat/incrementalMarkdown.ts";
import type { BlockNode } from "../../../media/chat/markdownNodes.ts";
import { createRandom, cutAnywhere } from "../../support/random.ts";
import { markdownCorpus } from "./markdownCorpus.ts";

function inParts(parts: readonly string[]): readonly BlockNode[] {
  const markdown = new IncrementalMarkdown();
  for (const part of parts) markdown.append(part);
  markdown.finish();
  return markdown.view().blocks;
}

describe("Markdown that arrives in parts", () => {
  for (const [name, text] of Object.entries(markdownCorpus)) {
    it(`ends as if read at once: ${name}`, () => {
      const expected = wholeMarkdown(text);
      assert.deepEqual(inParts(cutAnywhere(text, 12, createRandom(1))), expected);
    });
  }

  it("never changes a block that is finished", () => {
    const text = markdownCorpus["an ordinary answer"] ?? "";
    const markdown = new IncrementalMarkdown();
    let before: readonly BlockNode[] = [];
    for (const part of cutAnywhere(text.repeat(3), 8, createRandom(3))) {
      markdown.append(part);
      const { blocks, finished } = markdown.view();
      for (const [index, block] of before.entries()) assert.equal(blocks[index], block);
      before = blocks.slice(0, finished);
    }
    assert.ok(before.length > 15, `${before.length} blocks were finished`);
  });

  it("shows everything but a few characters at any time", () => {
    const markdown = new IncrementalMarkdown();
    const words = Array.from({ length: 60 }, (_, n) => `word${n}`);
    for (const word of words) {
      markdown.append(`${word} `);
      assert.match(JSON.stringify(markdown.view()), new RegExp(word));
    }
  });

  it("shows a long paragraph whole although it is read ever more rarely", () => {
    const markdown = new IncrementalMarkdown();
    for (let n = 0; n < 2000; n += 1) markdown.append(`word${n} `);
    const { blocks, pending } = markdown.view();
    const [paragraph] = blocks;
    assert.equal(blocks.length, 1);
    assert.ok(paragraph?.kind === "paragraph" && paragraph.children[0]?.kind === "text");
    assert.match(paragraph.children[0].text + pending, /^word0 .* word1999 $/s);
    assert.ok(pending.length > 0 && pending.length < 2500, `${pending.length} characters are pending`);
  });

  it("makes a reference link that came before its definition at the end", () => {
    const markdown = new IncrementalMarkdown();
    for (const part of ["[a]\n\ntwo\n\nthree\n\n", "[a]: https://example.com\n\nlast"]) markdown.append(part);
    assert.doesNotMatch(JSON.stringify(markdown.view().blocks[0]), /example/);
    markdown.finish();
    assert.match(JSON.stringify(markdown.view().blocks[0]), /https:\/\/example\.com/);
  });

  it("makes a reference link that comes after its definition at once", () => {
    const markdown = new IncrementalMarkdown();
    markdown.append("[a]: https://example.com\n\ntwo\n\nthree\n\n[a]");
    assert.match(JSON.stringify(markdown.view().blocks.at(-1)), /https:\/\/example\.com/);
  });
});
