import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstBreak } from "../../../src/ledger/chain.ts";
import { openLedger, readLedger } from "../../../src/ledger/ledger.ts";
import type { EndEntry } from "../../../src/ledger/record.ts";

const noon = new Date("2026-01-31T12:00:00.000Z");

function end(id: string): EndEntry {
  return { phase: "end", id, outcome: "done", bytesIn: 0, tookMs: 0 };
}

describe("ledger/ledger", () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "drawbridge-ledger-"));
    folder = join(parent, "ledger");
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  function written(session: string, ids: readonly string[], at: Date = noon): string {
    const ledger = openLedger(folder, session, () => at);
    for (const id of ids) ledger.append(end(id));
    ledger.dispose();
    return join(folder, readLedger(folder).at(-1)?.name ?? "");
  }

  const idsOf = (): readonly (readonly string[])[] =>
    readLedger(folder).map(({ records }) => records.map(({ entry }) => entry.id));

  it("has no file before there is something to record", () => {
    openLedger(folder, "one", () => noon).dispose();
    assert.equal(existsSync(folder), false);
    assert.deepEqual(readLedger(folder), []);
  });

  it("keeps its files and their folder to the user alone", () => {
    const file = written("one", ["a"]);
    // Windows keeps no such bits: there the profile folder above is the user's alone.
    const expected = process.platform === "win32" ? [0o666, 0o666] : [0o600, 0o700];
    assert.deepEqual([statSync(file).mode & 0o777, statSync(folder).mode & 0o777], expected);
  });

  it("has each record on the disk before append returns, and tells of it afterwards", () => {
    const ledger = openLedger(folder, "one", () => noon);
    const seen: string[] = [];
    ledger.onDidAppend((record) => {
      seen.push(`${record.entry.id} of ${idsOf().flat().join("")}`);
    });
    for (const id of ["a", "b", "c"]) ledger.append(end(id));
    ledger.dispose();
    assert.deepEqual(seen, ["a of a", "b of ab", "c of abc"]);
  });

  it("gives every window a file of its own, read oldest first", () => {
    written("second", ["c"], new Date("2026-01-31T12:00:01.000Z"));
    written("first", ["a", "b"]);
    assert.deepEqual(idsOf(), [["a", "b"], ["c"]]);
    for (const { records } of readLedger(folder)) assert.equal(firstBreak(records), undefined);
  });

  it("reads around damaged lines and counts them", () => {
    const file = written("one", ["a", "b"]);
    const [a, b] = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, [a, "{half a rec", "[]", '"text"', b, '{"v":2}', ""].join("\n"));
    appendFileSync(join(folder, "notes.txt"), "not a ledger\n");
    const [read, ...more] = readLedger(folder);
    assert.deepEqual([read?.records.length, read?.unreadable, more.length], [2, 4, 0]);
  });

  it("sees what was added to a line as well as what was changed in it", () => {
    const file = written("one", ["a", "b"]);
    const text = readFileSync(file, "utf8");
    const damaged = (from: string, to: string): number | undefined => {
      writeFileSync(file, text.replace(from, to));
      return firstBreak(readLedger(folder)[0]?.records ?? []);
    };
    assert.equal(damaged('"outcome":"done"', '"outcome":"fine"'), 0);
    assert.equal(damaged('"outcome":"done"', '"outcome":"done","note":"added"'), 0);
    assert.equal(damaged("", ""), undefined);
  });

  it("throws when it cannot write, and continues its chain when it can again", () => {
    const ledger = openLedger(folder, "one", () => noon);
    writeFileSync(folder, "a file where the folder should be");
    assert.throws(() => ledger.append(end("lost")), { code: /^(EEXIST|ENOTDIR)$/ });
    rmSync(folder);
    ledger.append(end("a"));
    ledger.dispose();
    ledger.append(end("b"));
    ledger.dispose();
    assert.deepEqual(idsOf(), [["a", "b"]]);
    assert.equal(firstBreak(readLedger(folder)[0]?.records ?? []), undefined);
  });
});
