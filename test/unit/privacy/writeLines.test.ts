import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLines } from "../../../src/privacy/writeLines.ts";

async function* linesOf(
  count: number,
  onLine: (n: number) => void = () => undefined,
): AsyncGenerator<string> {
  for (let n = 0; n < count; n += 1) {
    await Promise.resolve();
    onLine(n);
    yield `line ${n} ${"x".repeat(90)}\n`;
  }
}

describe("privacy/writeLines", () => {
  let folder = "";
  let path = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-lines-"));
    path = join(folder, "ledger.jsonl");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const quiet = { signal: new AbortController().signal, onProgress: (): void => undefined };

  it("writes every line, in pieces, for the user alone, and tells how far it is", async () => {
    const told: number[] = [];
    const count = await writeLines(path, linesOf(3000), { ...quiet, onProgress: (n) => told.push(n) });
    assert.equal(count, 3000);
    const lines = readFileSync(path, "utf8").split("\n");
    assert.equal(lines.length, 3001);
    assert.match(lines[2999] ?? "", /^line 2999 /);
    assert.ok(told.length > 2 && told.every((n) => n <= 3000), told.join());
    if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("leaves nothing behind when it is cancelled", async () => {
    const controller = new AbortController();
    const lines = linesOf(3000, (n) => {
      if (n === 2000) controller.abort();
    });
    assert.equal(await writeLines(path, lines, { ...quiet, signal: controller.signal }), undefined);
    assert.equal(existsSync(path), false);
  });

  it("leaves nothing behind when reading fails", async () => {
    const lines = linesOf(3000, (n) => {
      if (n === 2000) throw new Error("unreadable");
    });
    await assert.rejects(writeLines(path, lines, quiet), /unreadable/);
    assert.equal(existsSync(path), false);
  });

  it("writes over nothing", async () => {
    await writeLines(path, linesOf(1), quiet);
    await assert.rejects(writeLines(path, linesOf(1), quiet), { code: "EEXIST" });
  });
});
