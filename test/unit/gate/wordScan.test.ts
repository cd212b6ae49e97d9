import assert from "node:assert/strict";
import { compileWords } from "../../../src/gate/wordScan.ts";
import { createRandom } from "../../support/random.ts";

type Hit = readonly [word: string, start: number];

function hits(words: readonly string[], text: string): readonly Hit[] {
  const found: Hit[] = [];
  const visit = (word: number, start: number): boolean => {
    found.push([words[word] ?? "", start]);
    return true;
  };
  assert.equal(
    compileWords(words)(text, visit, () => true),
    true,
  );
  return found;
}

/** The same, found the slow way. */
function expected(words: readonly string[], text: string): readonly Hit[] {
  const lower = text.toLowerCase();
  return words.flatMap((word) =>
    Array.from({ length: lower.length }, (_, at) => at)
      .filter((at) => lower.startsWith(word, at))
      .map((at): Hit => [word, at]),
  );
}

function sorted(found: readonly Hit[]): readonly string[] {
  return found.map(([word, start]) => `${start} ${word}`).sort();
}

describe("gate/wordScan", () => {
  it("finds words in any case, also those inside and across others", () => {
    const words = ["he", "she", "his", "hers", "sh"];
    assert.deepEqual(sorted(hits(words, "usHERs, Hisss")), sorted(expected(words, "usHERs, Hisss")));
  });

  it("finds what a plain search finds, whatever the words", () => {
    const random = createRandom(5);
    const some = (length: number): string =>
      Array.from({ length }, () => random.pick(["a", "b", "c_"])).join("");
    for (let round = 0; round < 300; round += 1) {
      const words = [...new Set(Array.from({ length: 6 }, () => some(1 + random.integer(4))))];
      const text = some(60);
      assert.deepEqual(
        sorted(hits(words, text)),
        sorted(expected(words, text)),
        `${words.join(" ")} in ${text}`,
      );
    }
  });

  it("finds words with letters outside ASCII", () => {
    assert.deepEqual(hits(["größe"], "die größe"), [["größe", 4]]);
  });

  it("finds words over the edges of its blocks, and nothing without words", () => {
    const text = `${"x".repeat(16_381)}secret`;
    assert.deepEqual(hits(["secret"], text), [["secret", 16_381]]);
    assert.deepEqual(hits([], text), []);
  });

  it("ends when it is told to, by a visit or in between", () => {
    const scan = compileWords(["a"]);
    let visits = 0;
    const visit = (): boolean => (visits += 1) < 3;
    assert.equal(
      scan("aaaaa", visit, () => true),
      false,
    );
    assert.equal(visits, 3);
    let blocks = 0;
    assert.equal(
      scan(
        "b".repeat(100_000),
        () => true,
        () => (blocks += 1) < 3,
      ),
      false,
    );
    assert.equal(blocks, 3);
  });
});
