import assert from "node:assert/strict";
import { TermCounter } from "../../../../src/context/codeIndex/chunkTerms.ts";
import { openShard, sealShard, type FileTerms } from "../../../../src/context/codeIndex/shard.ts";
import { decodeShard, encodeShard } from "../../../../src/context/codeIndex/shardFile.ts";

const counter = new TermCounter();

function entryOf(uri: string, ...texts: readonly string[]): FileTerms {
  const terms = texts.map((text) => counter.count(text, []));
  const chunks = terms.map(({ length }, index) => ({ lines: { first: index + 1, last: index + 1 }, length }));
  return { file: { uri, sizeBytes: 9, modifiedMs: 1_700_000_000_000, digest: "d", chunks }, terms };
}

describe("context/codeIndex/shardFile", () => {
  const entries = [
    entryOf("file:///a.ts", "open the ledger", "close it"),
    entryOf("file:///ü/b.ts", "ledger"),
  ];
  const shard = sealShard(entries);
  const bytes = (): Buffer => Buffer.concat(encodeShard(shard));

  it("reads what was written", () => {
    assert.deepEqual(decodeShard(bytes()), shard);
    assert.deepEqual(decodeShard(Buffer.concat(encodeShard(sealShard([])))), sealShard([]));
  });

  it("holds none of the words", () => {
    assert.doesNotMatch(bytes().toString("latin1"), /ledger|close/);
  });

  it("takes a shard apart into the files it was made of", () => {
    const plain = ({ file, terms }: FileTerms) => ({
      file,
      terms: terms.map((each) =>
        [...each.terms].map((term, index) => [term, each.weights[index]]).toSorted(),
      ),
    });
    assert.deepEqual(openShard(shard).map(plain), entries.map(plain));
  });

  it("reads nothing that is damaged at any one byte", () => {
    const whole = bytes();
    for (let at = 0; at < whole.length; at += 1) {
      // What is behind the counts in the head is not used.
      if (at >= 20 && at < 24) continue;
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x41;
      assert.equal(decodeShard(damaged), undefined, `byte ${at}`);
    }
  });

  it("reads nothing that was cut short, or is something else", () => {
    for (const length of [0, 10, 56, bytes().length - 1])
      assert.equal(decodeShard(bytes().subarray(0, length)), undefined);
    assert.equal(decodeShard(Buffer.alloc(4096, "{}")), undefined);
  });

  it("reads no postings that a loop would not come to the end of, although their digest is right", () => {
    const hostile = { ...shard, starts: Uint32Array.from(shard.starts, () => 2 ** 32 - 1) };
    assert.equal(decodeShard(Buffer.concat(encodeShard(hostile))), undefined);
  });
});
