import assert from "node:assert/strict";
import { stem } from "../../../../src/context/codeIndex/stem.ts";

describe("context/codeIndex/stem", () => {
  for (const words of [
    ["parse", "parses", "parsed", "parsing"],
    ["stop", "stops", "stopped", "stopping"],
    ["query", "queries"],
    ["match", "matches", "matched", "matching"],
    ["file", "files", "filed", "filing"],
  ])
    it(`makes one word of ${words.join(", ")}`, () => {
      assert.equal(new Set(words.map(stem)).size, 1);
    });

  for (const word of ["class", "status", "string", "this", "bus", "id", "utf8", "größe"])
    it(`leaves ${word} as it is`, () => {
      assert.equal(stem(word), word);
    });
});
