import assert from "node:assert/strict";
import { applyFileCases } from "../../../support/applyFileCases.ts";

describe("the kept answers of several files", () => {
  it("come out as they should, file by file", async () => {
    const outcomes = await applyFileCases();
    assert.ok(outcomes.length > 0);
    for (const { name, path, came, expected, texts } of outcomes) {
      assert.equal(came, expected, `${name}: ${path}`);
      assert.equal(texts[0], texts[1], `${name}: ${path}`);
    }
  });
});
