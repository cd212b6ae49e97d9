import assert from "node:assert/strict";
import { findModel, type KnownModel } from "../../../src/routing/knownServer.ts";

/** Models that count how often their names are read. */
function counted(names: readonly string[]): {
  readonly models: readonly KnownModel[];
  readonly reads: () => number;
} {
  let reads = 0;
  const models = names.map((name) => ({
    generates: true,
    get name() {
      reads += 1;
      return name;
    },
  }));
  return { models, reads: () => reads };
}

describe("routing/knownServer", () => {
  const found = (names: readonly string[], model: string): number =>
    names.indexOf(findModel({ models: names.map((name) => ({ name, generates: true })) }, model)?.name ?? "");

  it("finds a model with and without its usual tag, and no other", () => {
    assert.equal(found(["a:1b", "llama3:latest"], "llama3"), 1);
    assert.equal(found(["a:1b", "llama3"], "llama3:latest"), 1);
    assert.equal(found(["hf.co:443/a/b"], "hf.co:443/a/b:latest"), 0);
    assert.equal(found(["a:1b"], "a:2b"), -1);
  });

  it("takes the first of two with one name", () => {
    const models = [
      { name: "a", generates: true },
      { name: "a:latest", generates: false },
    ];
    assert.equal(findModel({ models }, "a:latest")?.generates, true);
  });

  it("goes through a list once, however many models are looked up in it", () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `m${at}:1b`);
    const { models, reads } = counted(names);
    assert.equal(names.filter((name) => findModel({ models }, name) === undefined).length, 0);
    assert.equal(reads(), names.length);
  });
});
