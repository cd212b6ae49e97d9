import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSmallFile } from "../../../src/vscode/smallFile.ts";

const limit = 64 * 1024;

describe("vscode/smallFile", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-small-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const path = (name: string): string => join(folder, name);

  it("reads a file, and one that just fits", () => {
    writeFileSync(path("a"), "größer");
    writeFileSync(path("full"), "x".repeat(limit));
    assert.deepEqual(readSmallFile(path("a"), limit), { kind: "text", text: "größer" });
    assert.equal(readSmallFile(path("full"), limit).kind, "text");
  });

  it("says that there is no file, in a folder or without one", () => {
    assert.deepEqual(readSmallFile(path("none"), limit), { kind: "missing" });
    assert.deepEqual(readSmallFile(path("no/folder/none"), limit), { kind: "missing" });
  });

  function check(name: string, make: (path: string) => void, because: string): void {
    it(`says of ${name} that it ${because}`, () => {
      make(path(name));
      assert.deepEqual(readSmallFile(path(name), limit), { kind: "unreadable", because });
    });
  }

  check(
    "10 MB",
    (at) => {
      writeFileSync(at, Buffer.alloc(10 * 1024 * 1024, "{"));
    },
    "is larger than 64 KB",
  );
  check(
    "one byte too much",
    (at) => {
      writeFileSync(at, "x".repeat(limit + 1));
    },
    "is larger than 64 KB",
  );
  check(
    "a folder",
    (at) => {
      mkdirSync(at);
    },
    "is not a file",
  );
  check(
    "a dangling link",
    (at) => {
      symlinkSync(path("nowhere"), at);
    },
    "cannot be read",
  );
  check(
    "a link to itself",
    (at) => {
      symlinkSync(at, at);
    },
    "cannot be read",
  );
  check(
    "a link to a folder",
    (at) => {
      symlinkSync(folder, at);
    },
    "is not a file",
  );
  check(
    "a link to an endless file",
    (at) => {
      symlinkSync("/dev/zero", at);
    },
    "is not a file",
  );
  check(
    "bytes that are no text",
    (at) => {
      writeFileSync(at, Buffer.from([0x7b, 0xff, 0xfe]));
    },
    "is not UTF-8 text",
  );
  check(
    "a pipe nobody writes to",
    (at) => {
      execFileSync("sh", ["-c", `mkfifo "${at}"`]);
    },
    "is not a file",
  );

  it("does not take a file where a folder should be for a missing one", () => {
    writeFileSync(path("file"), "");
    assert.equal(readSmallFile(path("file/policy.json"), limit).kind, "unreadable");
  });
});
