import assert from "node:assert/strict";
import { fuseRanks } from "../../../../src/context/codeIndex/fuseRanks.ts";
import type { RankedChunk } from "../../../../src/context/codeIndex/rankChunks.ts";

describe("context/codeIndex/fuseRanks", () => {
  const chunk = (name: string, first = 1, score = 1): RankedChunk => ({
    file: { uri: `file:///${name}`, sizeBytes: 1, modifiedMs: 1, digest: "", chunks: [] },
    chunk: { lines: { first, last: first + 9 }, length: 1 },
    score,
  });
  const told = (ranked: readonly RankedChunk[]): readonly string[] =>
    ranked.map(({ file, chunk: { lines } }) => `${file.uri.slice("file:///".length)}:${lines.first}`);

  it("puts first what both lists have, whatever their scores", () => {
    const words = [chunk("a", 1, 900), chunk("b", 1, 2)];
    const near = [chunk("c", 1, 0.9), chunk("b", 1, 0.1)];
    assert.deepEqual(told(fuseRanks([words, near], 10)), ["b:1", "a:1", "c:1"]);
  });

  it("adds up 1 / (60 + rank)", () => {
    const [first] = fuseRanks([[chunk("a")], [chunk("b"), chunk("a")]], 10);
    assert.equal(first?.score, 1 / 61 + 1 / 62);
  });

  it("leaves one list as it is", () => {
    assert.deepEqual(told(fuseRanks([[chunk("b"), chunk("a"), chunk("c")]], 2)), ["b:1", "a:1"]);
  });

  it("gives two chunks of a file at most", () => {
    const words = [chunk("a", 1), chunk("a", 11)];
    const near = [chunk("a", 21), chunk("a", 31), chunk("b")];
    assert.deepEqual(told(fuseRanks([words, near], 10)), ["a:1", "a:21", "b:1"]);
  });
});
