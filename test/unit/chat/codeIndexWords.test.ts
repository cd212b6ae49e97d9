import assert from "node:assert/strict";
import { codeIndexWords, embeddingWords } from "../../../src/chat/codeIndexWords.ts";

describe("chat/codeIndexWords", () => {
  const ready = { kind: "ready", files: 10_000, chunks: 39_500, bytes: 15_000_000 } as const;
  const some = { model: "nomic-embed-text", parts: 12_304, isGoingOn: true };

  it("say what the index takes, and what a model would add", () => {
    assert.equal(
      codeIndexWords(ready),
      "The code index holds 10,000 files and takes 15 MB on this device. It finds code by its words; a model that makes embeddings, such as nomic-embed-text, would let it find by meaning, too.",
    );
  });

  it("say how many parts have a vector, and what becomes of the rest", () => {
    assert.match(
      codeIndexWords({ ...ready, embedded: some }),
      /12,304 of 39,500 parts are embedded with nomic-embed-text; the rest follow while nothing else runs\.$/,
    );
    assert.match(
      codeIndexWords({ ...ready, files: 1, embedded: { ...some, parts: ready.chunks } }),
      /^The code index holds 1 file and .* It finds by words, and by meaning with nomic-embed-text\.$/,
    );
  });

  it("count only while parts are being embedded", () => {
    assert.equal(embeddingWords({ ...ready, embedded: some }), "12,304 of 39,500 parts embedded");
    for (const embedded of [
      { ...some, isGoingOn: false },
      { ...some, parts: ready.chunks },
    ])
      assert.equal(embeddingWords({ ...ready, embedded }), undefined);
    assert.equal(embeddingWords(ready), undefined);
    assert.equal(embeddingWords({ kind: "paused" }), undefined);
  });
});
