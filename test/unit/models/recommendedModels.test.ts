import assert from "node:assert/strict";
import { detectInfill } from "../../../src/models/detectInfill.ts";
import { fitsMemory, recommendedModels, recommendModels } from "../../../src/models/recommendedModels.ts";

const gigabyte = 1e9;
const names = (task: "chat" | "completion", memoryBytes?: number): readonly string[] =>
  recommendModels({ task, memoryBytes }).map(({ name }) => name);

describe("models/recommendedModels", () => {
  for (const { name, tasks, bytes, memoryBytes, goodFor, source, read } of recommendedModels)
    it(`says of ${name} what a person needs to know, and where that is from`, () => {
      assert.match(name, /^[a-z0-9.-]+:[a-z0-9.-]+$/);
      assert.ok(bytes > 100e6 && bytes < memoryBytes);
      assert.ok(goodFor.split(" ").length <= 8);
      assert.match(source, /digest [0-9a-f]{12}$/);
      assert.match(read, /^20\d\d-\d\d$/);
      assert.equal(tasks.includes("completion"), detectInfill({ name }).kind === "known");
    });

  it("begins with the largest for chat, and with the quickest for completion", () => {
    assert.equal(names("chat", 32 * gigabyte)[0], "qwen3-coder:30b");
    assert.equal(names("completion", 32 * gigabyte)[0], "qwen2.5-coder:1.5b");
  });

  for (const [memoryGb, best] of [
    [2, "qwen2.5-coder:1.5b"],
    [4, "llama3.2:3b"],
    [8, "qwen2.5-coder:7b"],
    [16, "qwen2.5-coder:14b"],
    [64, "qwen3-coder:30b"],
  ] as const)
    it(`recommends ${best} for chat on a machine with ${memoryGb} GB`, () => {
      assert.equal(names("chat", memoryGb * gigabyte)[0], best);
    });

  it("counts the part of the memory that a machine keeps for itself", () => {
    assert.equal(names("chat", 7.4 * gigabyte)[0], "qwen2.5-coder:7b");
  });

  it("begins with the smallest on a machine that it knows nothing of", () => {
    assert.equal(names("chat")[0], "qwen2.5-coder:1.5b");
    assert.equal(names("chat").length, recommendedModels.length);
  });

  it("says of an unknown machine neither that a model fits nor that it does not", () => {
    const [small] = recommendedModels;
    assert.ok(small);
    assert.equal(fitsMemory(small, undefined), undefined);
    assert.equal(fitsMemory(small, gigabyte), false);
    assert.equal(fitsMemory(small, 8 * gigabyte), true);
  });
});
