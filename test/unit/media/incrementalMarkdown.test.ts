import assert from "node:assert/strict";
import { IncrementalMarkdown, wholeMarkdown } from "../../../media/chat/incrementalMarkdown.ts";
import { lexMarkdown } from "../../../media/chat/lexMarkdown.ts";
import type { BlockNode } from "../../../media/chat/markdownNodes.ts";
import { createRandom, cutAnywhere, type Random } from "../../support/random.ts";
import { markdownCorpus } from "./markdownCorpus.ts";

function inParts(parts: readonly string[]): readonly BlockNode[] {
  const markdown = new IncrementalMarkdown();
  for (const part of parts) markdown.append(part);
  markdown.finish();
  return markdown.view().blocks;
}

/** A document of random lines: the constructs of the corpus in an order nobody would write. */
function jumble(random: Random, lines: readonly string[]): string {
  const indents = ["", "", "", "  ", "    ", "> ", "- "];
  const count = 5 + random.integer(40);
  return Array.from({ length: count }, () => random.pick(indents) + random.pick(lines)).join("\n");
}

/** Characters read for `text` when it comes 20 at a time, per character of it. */
function readingsPerCharacter(text: string): number {
  let read = 0;
  const markdown = new IncrementalMarkdown((source, links) => {
    read += source.length;
    return lexMarkdown(source, links);
  });
  for (let at = 0; at < text.length; at += 20) markdown.append(text.slice(at, at + 20));
  markdown.finish();
  return read / text.length;
}

describe("Markdown that arrives in parts", () => {
  for (const [name, text] of Object.entries(markdownCorpus)) {
    it(`ends as if read at once: ${name}`, () => {
      const expected = wholeMarkdown(text);
      const random = createRandom(1);
      for (const longest of [2, 40]) assert.deepEqual(inParts(cutAnywhere(text, longest, random)), expected);
    });
  }

  it("ends as if read at once for jumbled documents", () => {
    const random = createRandom(2);
    const all = Object.values(markdownCorpus).flatMap((text) => text.split("\n"));
    // Without definitions nothing is read again at the end: every block must have been right when it was finished.
    const withoutDefinitions = all.filter((line) => !line.includes("]:"));
    for (let round = 0; round < 12; round += 1) {
      const text = jumble(random, round % 4 === 0 ? all : withoutDefinitions);
      const parts = cutAnywhere(text, random.pick([3, 30]), random);
      assert.deepEqual(inParts(parts), wholeMarkdown(text), JSON.stringify(text));
    }
  });

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

  const shapes = {
    "an ordinary answer": `${markdownCorpus["an ordinary answer"] ?? ""}\n\n`,
    "a fence": "const value = compute(another, 12);\n",
    "a list": "- item with some **bold** text\n",
    "a loose list": "- item\n\n  and more of it\n\n",
    "table rows": "| some **text** | other |\n",
    "one paragraph": "words and **bold** and ",
    "one quote": "> words and **bold**\n",
    "code in an item": "  const value = 12;\n",
    "an open comment": "text\n\n",
  } as const;
  const heads: Partial<Record<keyof typeof shapes, string>> = {
    "a fence": "```ts\n",
    "table rows": "| a | b |\n|---|---|\n",
    "code in an item": "- item\n  ```\n",
    "an open comment": "<!--\n",
  };
  for (const [name, part] of Object.entries(shapes)) {
    it(`reads a character as often in a long text as in a short one: ${name}`, () => {
      const head = heads[name as keyof typeof shapes] ?? "";
      const short = readingsPerCharacter(head + part.repeat(Math.ceil(10_000 / part.length)));
      const long = readingsPerCharacter(head + part.repeat(Math.ceil(30_000 / part.length)));
      assert.ok(long < short * 1.25, `${long} readings per character, ${short} in a short text`);
    });
  }
});
