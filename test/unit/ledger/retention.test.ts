import assert from "node:assert/strict";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHeadKeeper } from "../../../src/ledger/headStore.ts";
import { openLedger } from "../../../src/ledger/ledger.ts";
import { openLedgerReader } from "../../../src/ledger/ledgerReader.ts";
import { removeOld, type Retention } from "../../../src/ledger/retention.ts";
import { headsInMemory, ledgerParts } from "../../support/ledgers.ts";
import { collect } from "../../support/samples.ts";
import { end, toCloud } from "./ledgerSamples.ts";

describe("ledger/retention", () => {
  let folder: string;
  let heads: ReturnType<typeof headsInMemory>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-retention-"));
    heads = headsInMemory();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A file with a record at each of these times. */
  function written(...times: readonly string[]): string {
    let time = times[0] ?? "";
    const keeper = createHeadKeeper(heads, (error) => assert.fail(String(error)));
    const ledger = openLedger(ledgerParts(folder, { heads: keeper, now: () => new Date(time) }));
    for (time of times) ledger.append(end("a"));
    ledger.dispose();
    return [...ledger.files()][0] ?? "";
  }
  const tidy = (changes: Partial<Retention> = {}): Promise<void> =>
    removeOld({
      ...{ folder, heads, days: 30, bodyDays: 7, own: new Set<string>() },
      now: new Date("2026-03-02T12:00:00.000Z"),
      ...changes,
    });
  const files = (): readonly string[] => readdirSync(folder).filter((name) => name.endsWith(".jsonl"));

  it("removes files by the day in their names, whole, with their heads, so that none is missed", async () => {
    const old = written("2026-01-30T10:00:00.000Z", "2026-01-30T23:59:59.000Z");
    const young = written("2026-01-31T00:00:00.000Z");
    await tidy();
    assert.deepEqual(files(), [young]);
    assert.deepEqual([heads.kept.has(old), heads.kept.has(young)], [false, true]);
    const verdicts = await collect(openLedgerReader(folder, heads).verify());
    assert.deepEqual(
      verdicts.map(({ kind }) => kind),
      ["holds"],
    );
  });

  it("never removes what this window writes", async () => {
    const own = written("2020-01-01T00:00:00.000Z");
    await tidy({ own: new Set([own]), days: 1 });
    assert.deepEqual(files(), [own]);
  });

  it("keeps a file in whose records somebody wrote earlier times, so that checking it still tells", async () => {
    const edited = written("2026-03-01T10:00:00.000Z");
    const path = join(folder, edited);
    writeFileSync(path, readFileSync(path, "utf8").replace("2026-03-01", "2020-03-01"));
    await tidy();
    const [verdict] = await collect(openLedgerReader(folder, heads).verify());
    assert.deepEqual(verdict, { file: edited, kind: "brokenAt", seq: 0, reason: "edited" });
  });

  it("lets go of the head of a file that is gone when its days are over, and not before", async () => {
    const [old, young] = [written("2026-01-30T10:00:00.000Z"), written("2026-01-31T10:00:00.000Z")];
    for (const name of [old, young]) rmSync(join(folder, name));
    await tidy();
    const verdicts = await collect(openLedgerReader(folder, heads).verify());
    assert.deepEqual(verdicts, [{ file: young, kind: "missing", expected: 1 }]);
  });

  it("goes by when a file was written where its name has no day", async () => {
    written("2026-01-01T00:00:00.000Z");
    for (const [name, changed] of [
      ["old.jsonl", "2026-01-01"],
      ["new.jsonl", "2026-03-01"],
    ] as const) {
      writeFileSync(join(folder, name), "not a record\n");
      utimesSync(join(folder, name), new Date(changed), new Date(changed));
    }
    await tidy();
    assert.deepEqual(files(), ["new.jsonl"]);
  });

  it("leaves everything else in the folder alone, and does nothing where there is none", async () => {
    writeFileSync(join(folder, "notes.txt"), "mine");
    utimesSync(join(folder, "notes.txt"), 0, 0);
    await tidy();
    assert.ok(existsSync(join(folder, "notes.txt")));
    await tidy({ folder: join(folder, "absent") });
  });

  describe("of bodies", () => {
    function body(day: string): string {
      const ledger = openLedger(ledgerParts(folder, { now: () => new Date("2026-03-02T00:00:00.000Z") }));
      const entry = toCloud();
      ledger.append(entry);
      ledger.dispose();
      const name = `${entry.id}.body`;
      utimesSync(join(folder, "bodies", name), new Date(day), new Date(day));
      return name;
    }
    const bodies = (): readonly string[] => readdirSync(join(folder, "bodies"));

    it("removes those that are older, and touches no record", async () => {
      body("2026-02-23T12:00:00.000Z");
      const kept = body("2026-02-23T12:00:01.000Z");
      await tidy();
      assert.deepEqual(bodies(), [kept]);
      assert.equal(files().length, 2);
    });

    it("removes all for 0 days, and keeps none longer than the records", async () => {
      const young = body("2026-03-02T11:00:00.000Z");
      body("2026-02-28T12:00:00.000Z");
      await tidy({ days: 1 });
      assert.deepEqual(bodies(), [young]);
      await tidy({ bodyDays: 0 });
      assert.deepEqual(bodies(), []);
    });
  });
});
