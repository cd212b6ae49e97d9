import assert from "node:assert/strict";
import { IncrementalMarkdown, wholeMarkdown } from "../../../media/chat/incrementalMarkdown.ts";
import type { BlockNode } from "../../../media/chat/markdownNodes.ts";
import { createRandom, cutAnywhere, type Random } from "../../support/random.ts";
import { markdownCorpus } from "./markdownCorpus.ts";

function inPieces(pieces: readonly string[]): readonly BlockNode[] {
  const markdown = new IncrementalMarkdown();
  for (const piece of pieces) {
    markdown.append(piece);
    markdown.view();
  }
  markdown.finish();
  return markdown.view().blocks;
}

/** A document of random lines: the constructs of the corpus in orders nobody would write. */
function jumble(random: Random): string {
  const lines = Object.values(markdownCorpus).flatMap((text) => text.split("\n"));
  const indents = ["", "", "", "  ", "    ", "> ", "- "];
  const count = 5 + random.integer(60);
  return Array.from({ length: count }, () => random.pick(indents) + random.pick(lines)).join("\n");
}

describe("Markdown that arrives in parts", () => {
  for (const [name, text] of Object.entries(markdownCorpus)) {
    it(`ends as if read at once: ${name}`, () => {
      const expected = wholeMarkdown(text);
      const random = createRandom(1);
      for (const longest of [1, 2, 3, 7, 30, 500])
        for (let round = 0; round < 4; round += 1)
          assert.deepEqual(inPieces(cutAnywhere(text, longest, random)), expected);
    });
  }

  it("ends as if read at once for jumbled documents", () => {
    const random = createRandom(Number(process.env["SEED"] ?? 2));
    for (let round = 0; round < Number(process.env["ROUNDS"] ?? 200); round += 1) {
      const text = jumble(random);
      const pieces = cutAnywhere(text, random.pick([1, 4, 40]), random);
      assert.deepEqual(inPieces(pieces), wholeMarkdown(text), JSON.stringify(text));
    }
  });
});
