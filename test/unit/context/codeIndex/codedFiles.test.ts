import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CodedFiles } from "../../../../src/context/codeIndex/codedFiles.ts";

describe("context/codeIndex/codedFiles", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-coded-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const open = () =>
    new CodedFiles<string>(folder, {
      ending: ".text",
      encode: (text) => [Buffer.from(text)],
      decode: (bytes) => Buffer.from(bytes).toString(),
    });

  it("keep the last of what is written at once, whole, and nothing that is unfinished", async () => {
    const files = open();
    const long = "a".repeat(1_000_000);
    const written = await Promise.all(
      [long, "b", `${long}c`, "d"].map((text) => files.write("a.text", text)),
    );
    assert.equal(await files.read("a.text"), "d");
    assert.deepEqual(
      written.map((file) => file?.bytes),
      [1_000_000, 1, 1_000_001, 1],
    );
    assert.deepEqual(readdirSync(folder), ["a.text"]);
  });

  it("have what was written after it was removed, also at once", async () => {
    const files = open();
    await files.write("a.text", "before");
    await Promise.all([files.remove("a.text"), files.write("a.text", "after")]);
    assert.equal(await files.read("a.text"), "after");
    await Promise.all([files.write("a.text", "again"), files.remove("a.text")]);
    assert.deepEqual(await files.list(), []);
  });
});
