import assert from "node:assert/strict";
import { likeness, quantise, type ChunkVectors } from "../../../../src/context/codeIndex/chunkVectors.ts";
import { rankVectors } from "../../../../src/context/codeIndex/rankVectors.ts";
import { sealShard, type IndexedFile } from "../../../../src/context/codeIndex/shard.ts";
import { Slices } from "../../../../src/context/codeIndex/slices.ts";
import { createRandom } from "../../../support/random.ts";

describe("context/codeIndex/rankVectors", () => {
  const random = createRandom(3);
  const dimension = 64;
  const vector = (): readonly number[] =>
    Array.from({ length: dimension }, () => (random.integer(2001) - 1000) / 1000);
  const slices = new Slices({ clock: () => 0, yieldNow: () => Promise.resolve() });

  function project(files: number, chunksEach: number) {
    const vectors = new Map<string, ChunkVectors>();
    const indexed = Array.from({ length: files }, (_, at): IndexedFile => {
      const uri = `file:///${at}.ts`;
      vectors.set(uri, quantise(Array.from({ length: chunksEach }, vector)));
      const chunks = Array.from({ length: chunksEach }, (_each, place) => ({
        lines: { first: place * 10 + 1, last: place * 10 + 10 },
        length: 1,
      }));
      return { uri, sizeBytes: 1, modifiedMs: 1, digest: "d", chunks };
    });
    const shard = sealShard(indexed.map((file) => ({ file, terms: file.chunks.map(() => none) })));
    return { shards: [shard], indexed, vectorsOf: ({ uri }: IndexedFile) => vectors.get(uri) };
  }
  const none = { terms: new Uint32Array(), weights: new Uint8Array() };

  it("finds the nearest of many, two of a file, the same as if all were compared number by number", async () => {
    const { shards, indexed, vectorsOf } = project(500, 4);
    const question = quantise([vector()]);
    const all = indexed
      .map((file) => {
        const vectors = vectorsOf(file);
        assert.ok(vectors);
        const own = file.chunks.map((_, at) => likeness(vectors, at, question));
        return own.toSorted((a, b) => b - a).slice(0, 2);
      })
      .flat()
      .toSorted((a, b) => b - a);
    const found = await rankVectors(shards, { question, vectorsOf, stamp: "", count: 10, slices });
    assert.deepEqual(
      found.map(({ score }) => score),
      all.slice(0, 10),
    );
  });

  it("passes over files without vectors, those of another length, and chunks without one", async () => {
    const { shards, vectorsOf } = project(3, 1);
    const question = quantise([vector()]);
    const strange = quantise([[1, 2, 3]]);
    const search = {
      ...{ question, stamp: "one", count: 10, slices },
      vectorsOf: (file: IndexedFile) =>
        file.uri === "file:///0.ts" ? strange : file.uri === "file:///1.ts" ? undefined : vectorsOf(file),
    };
    const found = await rankVectors(shards, search);
    assert.deepEqual(
      found.map(({ file }) => file.uri),
      ["file:///2.ts"],
    );
    const empty = { ...search, stamp: "another", vectorsOf: () => quantise([undefined]) };
    assert.deepEqual(await rankVectors(shards, empty), []);
  });
});
