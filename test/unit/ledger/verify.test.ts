import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordHash, sealRecord } from "../../../src/ledger/chain.ts";
import { createHeadKeeper } from "../../../src/ledger/headStore.ts";
import { openLedger } from "../../../src/ledger/ledger.ts";
import { openLedgerReader } from "../../../src/ledger/ledgerReader.ts";
import { readRecord } from "../../../src/ledger/readRecord.ts";
import { headsInMemory, ledgerParts, readLedger } from "../../support/ledgers.ts";
import { collect } from "../../support/samples.ts";
import { end } from "./ledgerSamples.ts";

describe("ledger/verify", () => {
  let folder: string;
  let heads: ReturnType<typeof headsInMemory>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-verify-"));
    heads = headsInMemory();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A file of five records whose head was kept when its window closed. */
  function written(): string {
    const ledger = openLedger(
      ledgerParts(folder, { heads: createHeadKeeper(heads, (error) => assert.fail(String(error))) }),
    );
    for (const id of ["a", "b", "c", "d", "e"]) ledger.append(end(id));
    ledger.dispose();
    return join(folder, [...ledger.files()][0] ?? "");
  }

  async function verdict(): Promise<Readonly<Record<string, unknown>>> {
    const [first, ...more] = await collect(openLedgerReader(folder, heads).verify());
    assert.ok(first !== undefined && more.length === 0);
    const { file, ...rest } = first;
    assert.match(file, /^2026-01-31T120000-[\da-f]{8}\.jsonl$/);
    return rest;
  }

  const brokenAt = (seq: number, reason: string): unknown => ({ kind: "brokenAt", seq, reason });
  const cutShort = (found: number): unknown => ({ kind: "cutShort", expected: 5, found });

  /** A record put where another was, its own hash right. */
  const forged = (at: number, lines: readonly string[], id = "forged"): string =>
    JSON.stringify(sealRecord(end(id), readRecord(lines[at - 1] ?? ""), "2026-01-31T12:00:00.000Z"));
  const sealedAnew = (from: number, lines: readonly string[]): readonly string[] =>
    lines.reduce<readonly string[]>(
      (sofar, line, at) => [...sofar, at < from ? line : forged(at, sofar, `anew ${at}`)],
      [],
    );

  type Change = (lines: readonly string[]) => readonly string[];
  function check(what: string, change: Change, expected: unknown): void {
    it(`tells of ${what}`, async () => {
      const path = written();
      const lines = readFileSync(path, "utf8").trimEnd().split("\n");
      writeFileSync(
        path,
        change(lines)
          .map((line) => `${line}\n`)
          .join(""),
      );
      assert.deepEqual(await verdict(), expected);
    });
  }

  check("a file that is as it was written", (lines) => lines, { kind: "holds", records: 5 });
  check(
    "an edited word",
    (lines) => lines.map((line, at) => (at === 1 ? line.replace("done", "fine") : line)),
    brokenAt(1, "edited"),
  );
  check(
    "an added field",
    (lines) => lines.map((line, at) => (at === 2 ? line.replace('"done"', '"done","note":"x"') : line)),
    brokenAt(2, "edited"),
  );
  check(
    "an edited time",
    (lines) => lines.map((line, at) => (at === 4 ? line.replace("12:00", "13:00") : line)),
    brokenAt(4, "edited"),
  );
  check("a deletion in the middle", (lines) => lines.toSpliced(2, 1), brokenAt(2, "removed"));
  check("a deletion at the beginning", (lines) => lines.slice(1), brokenAt(0, "removed"));
  check("a deletion at the end", (lines) => lines.slice(0, -1), cutShort(4));
  check("a deletion of everything", () => [], cutShort(0));
  check(
    "two records that changed places",
    ([a = "", b = "", c = "", d = "", ...rest]) => [a, d, c, b, ...rest],
    brokenAt(1, "swapped"),
  );
  check(
    "two neighbours that changed places",
    ([a = "", b = "", c = "", ...rest]) => [a, c, b, ...rest],
    brokenAt(1, "swapped"),
  );
  check("a repeated record", (lines) => [...lines, ...lines.slice(-1)], brokenAt(5, "inserted"));
  check(
    "a record that was put in",
    (lines) => lines.toSpliced(2, 0, forged(2, lines)),
    brokenAt(3, "inserted"),
  );
  check("a record that was replaced", (lines) => lines.with(2, forged(2, lines)), brokenAt(3, "edited"));
  check("a last record that was replaced", (lines) => lines.with(4, forged(4, lines)), brokenAt(4, "edited"));
  check("a file that was sealed anew", (lines) => sealedAnew(1, lines), brokenAt(4, "edited"));
  check("a line that is no record", (lines) => lines.with(3, '{"v":2}'), brokenAt(3, "unreadable"));

  /** The records with one at the end whose phase this version does not know. */
  function withLater(lines: readonly string[]): readonly string[] {
    const last = readRecord(lines.at(-1) ?? "") ?? assert.fail("there is no last record");
    const entry = { phase: "archived", id: "f", where: "elsewhere" };
    const later = { v: last.v, seq: last.seq + 1, time: last.time, prev: last.hash, entry };
    return [...lines, JSON.stringify({ ...later, hash: recordHash(later) })];
  }

  check("records of a kind it does not know, and takes their chain", withLater, {
    ...{ kind: "holds", records: 6 },
    unknown: 1,
  });
  check(
    "an edited word in a record of a kind it does not know",
    (lines) => withLater(lines).map((line) => line.replace("elsewhere", "nowhere")),
    brokenAt(5, "edited"),
  );

  it("lists no record of a kind it does not know", async () => {
    const path = written();
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    writeFileSync(path, withLater(lines).join("\n"));
    const reader = openLedgerReader(folder, heads);
    assert.deepEqual(await collect(reader.rows()), []);
    assert.equal((await collect(reader.recordsSince("", new Set()))).length, 5);
  });

  it("tells of a file cut in the middle of a line by the line", async () => {
    const path = written();
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.slice(0, -40));
    assert.deepEqual(await verdict(), brokenAt(4, "unreadable"));
  });

  it("reads what follows a broken line", async () => {
    const path = written();
    const lines = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, lines.with(1, "{half a rec").join("\n"));
    assert.deepEqual(await verdict(), brokenAt(1, "unreadable"));
    const records = await collect(openLedgerReader(folder, heads).recordsSince("", new Set()));
    assert.deepEqual(
      records.map(({ entry }) => entry.id),
      ["a", "c", "d", "e"],
    );
  });

  it("misses a file that is gone as a whole", async () => {
    rmSync(written());
    assert.deepEqual(await verdict(), { kind: "missing", expected: 5 });
  });

  it("misses it also where a record that somebody made up says that the ledger was deleted", async () => {
    rmSync(written());
    const deleted = sealRecord({ phase: "deleted", id: "x" }, undefined, "2026-01-31T13:00:00.000Z");
    writeFileSync(join(folder, "2026-01-31T130000-0a0a0a0a.jsonl"), `${JSON.stringify(deleted)}\n`);
    const verdicts = await collect(openLedgerReader(folder, heads).verify());
    assert.deepEqual(verdicts.map(({ kind }) => kind).sort(), ["holds", "missing"]);
  });

  it("misses every file when the whole folder is gone", async () => {
    written();
    rmSync(folder, { recursive: true });
    assert.equal((await verdict())["kind"], "missing");
    written();
  });

  it("misses none that another window has removed with its head meanwhile", async () => {
    rmSync(written());
    let asked = 0;
    const all = (): ReturnType<typeof heads.all> => {
      asked += 1;
      return asked === 1 ? heads.all() : Promise.resolve([]);
    };
    assert.deepEqual(await collect(openLedgerReader(folder, { ...heads, all }).verify()), []);
  });

  it("takes a file that has grown since its head was kept, as after a crash", async () => {
    const path = written();
    const [name = ""] = heads.kept.keys();
    const third = readRecord(readFileSync(path, "utf8").split("\n")[2] ?? "");
    await heads.keep({ file: name, count: 3, head: third?.hash ?? "", bodyKey: "" });
    assert.deepEqual(await verdict(), { kind: "holds", records: 5 });
  });

  it("takes a file whose head was never kept by its chain alone", async () => {
    written();
    heads.kept.clear();
    assert.deepEqual(await verdict(), { kind: "holds", records: 5 });
  });

  it("judges each file apart", async () => {
    written();
    const second = written();
    writeFileSync(second, readFileSync(second, "utf8").replace("done", "fine"));
    const kinds = (await collect(openLedgerReader(folder, heads).verify())).map(({ kind }) => kind);
    assert.deepEqual(kinds.toSorted(), ["brokenAt", "holds"]);
    assert.deepEqual(
      readLedger(folder).map(({ records }) => records.length),
      [5, 5],
    );
    assert.equal(readdirSync(folder).length, 2);
  });
});
