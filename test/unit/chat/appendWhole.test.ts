import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appendWhole, type Write } from "../../../src/chat/appendWhole.ts";

describe("chat/appendWhole", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-append-"));
    path = join(folder, "a.jsonl");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A disk with room for so many bytes, which takes three at a time. */
  function diskWith(room: number): Write {
    let left = room;
    return (file, bytes) => {
      if (left === 0) throw new Error("no space left on device");
      const taken = writeSync(file, bytes.subarray(0, Math.min(3, left)));
      left -= taken;
      return taken;
    };
  }

  it("adds a text to the end of a file, however few bytes the disk takes at a time, for the user alone", () => {
    appendWhole(path, "öne\n", diskWith(100));
    appendWhole(path, "two\n");
    appendWhole(path, "");
    assert.equal(readFileSync(path, "utf8"), "öne\ntwo\n");
    if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("takes back what a full disk took of a text", () => {
    appendWhole(path, "one\n");
    assert.throws(() => {
      appendWhole(path, "two, and a half\n", diskWith(8));
    }, /no space/);
    assert.equal(readFileSync(path, "utf8"), "one\n");
  });

  it("takes nothing back that another window has written behind it", () => {
    const disk = diskWith(6);
    assert.throws(() => {
      appendWhole(path, "one\ntwo\n", (file, bytes) => {
        try {
          return disk(file, bytes);
        } catch (error) {
          appendFileSync(path, "theirs\n");
          throw error;
        }
      });
    }, /no space/);
    assert.equal(readFileSync(path, "utf8"), "one\ntwtheirs\n");
  });
});
