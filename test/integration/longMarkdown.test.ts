/** What takes the reader of Markdown longer than a unit test may: many documents, and long ones. */
import assert from "node:assert/strict";
import { IncrementalMarkdown, wholeMarkdown } from "../../media/chat/incrementalMarkdown.ts";
import { lexMarkdown } from "../../media/chat/lexMarkdown.ts";
import type { BlockNode } from "../../media/chat/markdownNodes.ts";
import { createRandom, cutAnywhere, type Random } from "../support/random.ts";
import { markdownCorpus } from "../unit/media/markdownCorpus.ts";

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

describe("long Markdown that arrives in parts", () => {
  it("ends as if read at once, in the smallest pieces and in large ones", () => {
    const random = createRandom(1);
    for (const [name, text] of Object.entries(markdownCorpus))
      for (const longest of [2, 40])
        assert.deepEqual(inParts(cutAnywhere(text, longest, random)), wholeMarkdown(text), name);
  });

  it("ends as if read at once for jumbled documents", () => {
    const random = createRandom(2);
    const all = Object.values(markdownCorpus).flatMap((text) => text.split("\n"));
    // Without definitions nothing is read again at the end: every block must have been right when it was finished.
    const withoutDefinitions = all.filter((line) => !line.includes("]:"));
    for (let round = 0; round < 20; round += 1) {
      const text = jumble(random, round % 4 === 0 ? all : withoutDefinitions);
      const parts = cutAnywhere(text, random.pick([3, 30]), random);
      assert.deepEqual(inParts(parts), wholeMarkdown(text), JSON.stringify(text));
    }
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
