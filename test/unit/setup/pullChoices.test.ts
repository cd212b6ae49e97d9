import assert from "node:assert/strict";
import { recommendedModels } from "../../../src/models/recommendedModels.ts";
import { pullChoices } from "../../../src/setup/pullChoices.ts";

const unasked = { kind: "unasked" } as const;

describe("setup/pullChoices", () => {
  it("offers every recommended model once, what fits the machine first", () => {
    const choices = pullChoices(unasked, 8e9);
    assert.equal(choices.length, recommendedModels.length);
    assert.equal(new Set(choices.map(({ model }) => model)).size, choices.length);
    const fits = choices.map(({ detail }) => detail.includes("fits this machine"));
    assert.deepEqual(
      fits,
      fits.toSorted((a, b) => Number(b) - Number(a)),
    );
    assert.deepEqual(choices[0], {
      model: "qwen2.5-coder:7b",
      description: "4.7 GB · wants 8 GB of memory",
      detail: "better code, with a graphics card · fits this machine",
    });
  });

  it("says of a machine that it does not know nothing", () => {
    for (const { detail } of pullChoices(unasked, undefined)) assert.doesNotMatch(detail, /machine has|fits/);
  });

  it("marks what is there", () => {
    const models = [{ name: "llama3.2:3b", generates: true }];
    const there = pullChoices({ kind: "up", models }, undefined).filter(({ detail }) =>
      /already there/.test(detail),
    );
    assert.deepEqual(
      there.map(({ model }) => model),
      ["llama3.2:3b"],
    );
  });
});
