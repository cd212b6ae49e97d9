import assert from "node:assert/strict";
import { TermCounter } from "../../../../src/context/codeIndex/chunkTerms.ts";
import { questionTerms } from "../../../../src/context/codeIndex/questionTerms.ts";
import { rankChunks } from "../../../../src/context/codeIndex/rankChunks.ts";
import { sealShard, type Shard } from "../../../../src/context/codeIndex/shard.ts";

const counter = new TermCounter();

/** A shard of files, each given as its chunks. */
function shardOf(files: Readonly<Record<string, readonly string[]>>): Shard {
  return sealShard(
    Object.entries(files).map(([uri, texts]) => {
      const terms = texts.map((text) => counter.count(text, [uri]));
      const chunks = terms.map(({ length }, index) => ({ lines: { first: index, last: index }, length }));
      return { file: { uri, sizeBytes: 0, modifiedMs: 0, digest: "", chunks }, terms };
    }),
  );
}

function found(question: string, ...shards: readonly Shard[]): readonly string[] {
  return rankChunks(shards, questionTerms(question), 10).map(({ file }) => file.uri);
}

describe("context/codeIndex/rankChunks", () => {
  it("puts a rare word before one that is everywhere, whichever shard it is in", () => {
    const common = shardOf({ "a.ts": ["read file"], "b.ts": ["read read file"], "c.ts": ["read"] });
    assert.deepEqual(found("read the ledger", common, shardOf({ "d.ts": ["ledger"] }))[0], "d.ts");
  });

  it("finds a file by the words of its path", () => {
    assert.deepEqual(found("billing", shardOf({ "src/billing/run.ts": ["go"], "src/other.ts": ["go"] })), [
      "src/billing/run.ts",
    ]);
  });

  it("puts what is short and about it before what is long and mentions it", () => {
    const long = `token ${Array.from({ length: 200 }, (_, index) => `other${index}`).join(" ")}`;
    assert.deepEqual(found("token", shardOf({ "long.ts": [long], "short.ts": ["token renew"] })), [
      "short.ts",
      "long.ts",
    ]);
  });

  it("puts code before its test", () => {
    const both = shardOf({ "test/renew.test.ts": ["renew token"], "src/other.ts": ["renew token"] });
    assert.deepEqual(found("token", both), ["src/other.ts", "test/renew.test.ts"]);
  });

  it("shows two chunks of a file at most", () => {
    assert.deepEqual(
      found("token", shardOf({ "a.ts": ["token a", "token b", "token c"], "b.ts": ["token"] })).toSorted(),
      ["a.ts", "a.ts", "b.ts"],
    );
  });

  it("finds nothing in an empty index, and for words that nothing says", () => {
    assert.deepEqual(found("token"), []);
    assert.deepEqual(found("unheard", shardOf({ "a.ts": ["token"] })), []);
  });
});
