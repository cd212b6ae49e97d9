import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { quantise } from "../../../../src/context/codeIndex/chunkVectors.ts";
import { decodeVectors, encodeVectors } from "../../../../src/context/codeIndex/vectorFile.ts";

describe("context/codeIndex/vectorFile", () => {
  const stored = {
    model: "ollama/nomic-embed-text 0a109f42",
    files: [
      { uri: "file:///a.ts", digest: "one", vectors: quantise([[1, 2, 3], undefined]) },
      { uri: "file:///größer.ts", digest: "two", vectors: quantise([[-1, 0, 0.5]]) },
    ],
  };
  const written = (): Buffer => Buffer.concat(encodeVectors(stored));

  it("reads what it has written", () => {
    assert.deepEqual(decodeVectors(written()), stored);
  });

  it("reads what it has written of files without any vector, before and behind others, and alone", () => {
    const [first, second] = stored.files;
    assert.ok(first && second);
    const empty = (uri: string) => ({ uri, digest: "none", vectors: quantise([undefined, [0, 0, 0]]) });
    for (const files of [
      [empty("file:///1.ts"), first, second],
      [first, empty("file:///1.ts"), second, empty("file:///2.ts")],
      [empty("file:///1.ts"), empty("file:///2.ts")],
      [],
    ])
      assert.deepEqual(decodeVectors(Buffer.concat(encodeVectors({ model: "m", files }))), {
        model: "m",
        files,
      });
  });

  it("leaves out vectors of another length than the last ones, which are of another model by the same name", () => {
    const old = { uri: "file:///old.ts", digest: "old", vectors: quantise([[1, 2]]) };
    const files = [old, ...stored.files];
    assert.deepEqual(decodeVectors(Buffer.concat(encodeVectors({ ...stored, files }))), stored);
  });

  it("reads nothing of a file in which any byte has changed, or that is cut", () => {
    const whole = written();
    for (let at = 0; at < whole.length; at += 1) {
      // The last number of the head is not used.
      if (at >= 20 && at < 24) continue;
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      assert.equal(decodeVectors(damaged), undefined, `byte ${at}`);
    }
    for (const length of [0, 10, 60, whole.length - 1])
      assert.equal(decodeVectors(whole.subarray(0, length)), undefined);
  });

  it("believes no table that does not fit its numbers, whoever wrote it", () => {
    for (const count of [-1, 0.5, 1, 1e9]) {
      const [head = new Uint8Array(), , ...body] = encodeVectors(stored);
      const json = Buffer.from(JSON.stringify({ model: "m", files: [["file:///a.ts", "one", count]] }));
      const forged = Buffer.from(head);
      forged.writeUInt32LE(json.length, 16);
      const parts = [...body.slice(0, -1), json];
      const hash = createHash("sha256");
      for (const part of parts) hash.update(part);
      assert.equal(decodeVectors(Buffer.concat([forged, hash.digest(), ...parts])), undefined, `${count}`);
    }
  });
});
