import assert from "node:assert/strict";
import {
  likeness,
  putSigns,
  quantise,
  signDistance,
  signWords,
  type ChunkVectors,
} from "../../../../src/context/codeIndex/chunkVectors.ts";
import { createRandom } from "../../../support/random.ts";

describe("context/codeIndex/chunkVectors", () => {
  const random = createRandom(7);
  const vector = (length: number): readonly number[] =>
    Array.from({ length }, () => (random.integer(2001) - 1000) / 1000);
  const unit = (from: readonly number[]): readonly number[] => {
    const length = Math.hypot(...from);
    return from.map((value) => value / length);
  };
  const cosine = (a: readonly number[], b: readonly number[]): number => {
    const other = unit(b);
    return unit(a).reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  };

  it("moves no number of a vector by more than half a step", () => {
    for (let round = 0; round < 50; round += 1) {
      const given = vector(96);
      const { scales, values } = quantise([given]);
      const scale = scales[0] ?? 0;
      const wanted = unit(given);
      for (const [at, value] of wanted.entries())
        assert.ok(Math.abs(value - (values[at] ?? 0) * scale) <= scale / 2 + 1e-7);
    }
  });

  it("changes how alike two vectors are by less than a hundredth", () => {
    for (let round = 0; round < 50; round += 1) {
      const [a, b] = [vector(384), vector(384)];
      const told = likeness(quantise([vector(384), a]), 1, quantise([b]));
      assert.ok(Math.abs(told - cosine(a, b)) < 0.01);
    }
  });

  it("gives every vector the length of 1, so that a long one is no nearer", () => {
    const given = vector(48);
    const longer = given.map((value) => value * 1000);
    assert.deepEqual(quantise([longer]).values, quantise([given]).values);
    assert.ok(Math.abs(likeness(quantise([longer]), 0, quantise([given])) - 1) < 0.01);
  });

  it("keeps the place of a chunk without a vector, which is like nothing", () => {
    const given = vector(8);
    const vectors = quantise([undefined, given, [0, 0, 0, 0, 0, 0, 0, 0]]);
    assert.deepEqual([vectors.dimension, vectors.scales[0], vectors.scales[2]], [8, 0, 0]);
    assert.equal(likeness(vectors, 0, quantise([given])), 0);
  });

  const signsOf = (vectors: ChunkVectors): Uint32Array => {
    const row = new Uint32Array(signWords(vectors) * vectors.scales.length);
    putSigns(vectors, row);
    return row;
  };

  it("has the same signs in each row that they are put into", () => {
    const vectors = quantise([vector(70), undefined, vector(70)]);
    assert.deepEqual(signsOf(vectors), signsOf(vectors));
  });

  it("counts the places in which two vectors have another sign, also where they do not fill a word", () => {
    for (const length of [1, 31, 32, 33, 100]) {
      const [a, b] = [vector(length), vector(length)];
      const [above, other] = [a, b].map((each) => [...quantise([each]).values].map((value) => value > 0));
      const different = above?.filter((sign, at) => sign !== other?.[at]).length;
      assert.equal(signDistance(signsOf(quantise([b, a])), 1, signsOf(quantise([b]))), different);
    }
  });
});
