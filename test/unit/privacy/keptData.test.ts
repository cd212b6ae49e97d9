import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderBytes } from "../../../src/privacy/folderBytes.ts";
import { findKept, removeKept, type KeptData } from "../../../src/privacy/keptData.ts";

function kind(label: string, change: Partial<KeptData> = {}): KeptData {
  return {
    ...{ label, detail: "", amount: () => Promise.resolve("1 KB"), remove: () => Promise.resolve() },
    ...change,
  };
}

describe("privacy/keptData", () => {
  it("finds only what there is anything of, in its order", async () => {
    const found = await findKept([
      kind("Ledger"),
      kind("Keys", { amount: () => Promise.resolve(undefined) }),
      kind("Index"),
    ]);
    assert.deepEqual(
      found.map(({ label, found: amount }) => [label, amount]),
      [
        ["Ledger", "1 KB"],
        ["Index", "1 KB"],
      ],
    );
  });

  it("goes on after what cannot be deleted, and says what that was", async () => {
    const removed: string[] = [];
    const noted = (label: string): KeptData =>
      kind(label, {
        remove: () => {
          removed.push(label);
          return Promise.resolve();
        },
      });
    const error = new Error("busy");
    const broken = kind("Ledger", { remove: () => Promise.reject(error) });
    assert.deepEqual(await removeKept([noted("First"), broken, noted("Last")]), [{ label: "Ledger", error }]);
    assert.deepEqual(removed, ["First", "Last"]);
  });
});

describe("privacy/folderBytes", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-bytes-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("adds up the files of a folder and of those in it", async () => {
    mkdirSync(join(folder, "deep", "deeper"), { recursive: true });
    writeFileSync(join(folder, "one"), "12345");
    writeFileSync(join(folder, "deep", "deeper", "two"), "123");
    assert.equal(await folderBytes(folder), 8);
  });

  it("counts nothing behind a link, and nothing of a folder that is not there", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "drawbridge-elsewhere-"));
    writeFileSync(join(elsewhere, "large"), "1234567890");
    symlinkSync(elsewhere, join(folder, "link"));
    assert.equal(await folderBytes(folder), 0);
    assert.equal(await folderBytes(join(folder, "gone")), 0);
    rmSync(elsewhere, { recursive: true });
  });
});
