import assert from "node:assert/strict";
import {
  unsuitableDocument,
  unsuitablePosition,
  type PlaceFacts,
} from "../../../src/completion/unsuitableAt.ts";
import { snapshot } from "../../support/samples.ts";

describe("completion/unsuitableAt", () => {
  const usual: PlaceFacts = {
    ...{ languageId: "typescript", characters: 100 },
    ...{ severalCursors: false, readOnly: false, otherSuggestion: false },
  };

  it("keeps out of documents that are not written in one place, whoever asks", () => {
    for (const manual of [false, true]) {
      assert.equal(unsuitableDocument(usual, manual), undefined);
      assert.equal(unsuitableDocument({ ...usual, readOnly: true }, manual), "readOnly");
      assert.equal(unsuitableDocument({ ...usual, severalCursors: true }, manual), "severalCursors");
      for (const languageId of ["git-commit", "git-rebase"])
        assert.equal(unsuitableDocument({ ...usual, languageId }, manual), "commitMessage");
      assert.equal(unsuitableDocument({ ...usual, otherSuggestion: true }, manual), "otherSuggestion");
    }
  });

  it("keeps out of a document above a million characters, unless somebody asks with a key", () => {
    const characters = 1_000_001;
    assert.equal(unsuitableDocument({ ...usual, characters }, false), "tooLarge");
    assert.equal(unsuitableDocument({ ...usual, characters }, true), undefined);
    assert.equal(unsuitableDocument({ ...usual, characters: 1_000_000 }, false), undefined);
  });

  const positions: readonly (readonly [string, ReturnType<typeof unsuitablePosition>])[] = [
    ["const a = █", undefined],
    ["f(█)", undefined],
    ['f("█");', undefined],
    ["a\r\nf(█)\r\nb", undefined],
    ["a\t█\t", undefined],
    ["const a█bc", "insideWord"],
    ["const a█ü", "insideWord"],
    ["const 𝒳█𝒳", "insideWord"],
    ["// של█ום", "insideWord"],
    ["// कि█ताब", "insideWord"],
    ["a_█_b", "insideWord"],
    ["$█a", "insideWord"],
    ["f(█bar)", "codeBehind"],
    ["const a█ = 1", "codeBehind"],
    ["'👩‍👩‍👧█👩‍👩‍👧'", "codeBehind"],
    [`${"x".repeat(4_001)}█`, "longLine"],
    [`█${" ".repeat(4_001)}`, "longLine"],
    [`${"x ".repeat(100_000)}█`, "longLine"],
  ];
  for (const [text, expected] of positions)
    it(`${expected ?? "suggests"}: ${JSON.stringify(text.slice(0, 24))}`, () => {
      assert.equal(unsuitablePosition(snapshot(text)), expected);
    });
});
