import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHeadKeeper } from "../../../src/ledger/headStore.ts";
import { openLedger, type OpenLedger } from "../../../src/ledger/ledger.ts";
import { openLedgerReader, type LedgerReader } from "../../../src/ledger/ledgerReader.ts";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import { headsInMemory, ledgerParts } from "../../support/ledgers.ts";
import { collect } from "../../support/samples.ts";
import { attempt, end, opened, refused, toCloud } from "./ledgerSamples.ts";

describe("ledger/ledgerReader", () => {
  let folder: string;
  let now: Date;
  let heads: ReturnType<typeof headsInMemory>;
  let reader: LedgerReader;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "drawbridge-reader-")), "ledger");
    heads = headsInMemory();
    reader = openLedgerReader(folder, heads);
    at("10:00:00");
  });
  afterEach(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  function at(time: string, day = "2026-01-31"): void {
    now = new Date(`${day}T${time}.000Z`);
  }
  function open(): OpenLedger {
    const keeper = createHeadKeeper(heads, (error) => assert.fail(String(error)));
    return openLedger(ledgerParts(folder, { heads: keeper, now: () => now }));
  }
  const rows = async (): Promise<readonly LedgerRow[]> => collect(reader.rows());
  const ids = async (): Promise<string> => (await rows()).map(({ subject }) => subject.id).join("");

  it("finds nothing where there is nothing", async () => {
    assert.deepEqual(
      [await rows(), await collect(reader.lines()), await collect(reader.verify())],
      [[], [], []],
    );
  });

  it("joins attempts with their ends, newest first, and shows refusals among them", async () => {
    const ledger = open();
    ledger.append(attempt({ id: "a" }));
    ledger.append(attempt({ id: "b" }));
    ledger.append(end("a"));
    ledger.append(refused("c"));
    ledger.append(end("b"));
    ledger.append(attempt({ id: "d" }));
    const found = (await rows()).map(({ subject, end: ended, seq }) => [subject.id, seq, ended?.outcome]);
    assert.deepEqual(found, [
      ["d", 5, undefined],
      ["c", 3, undefined],
      ["b", 1, "done"],
      ["a", 0, "done"],
    ]);
  });

  it("joins openings of links with their ends like attempts", async () => {
    const ledger = open();
    ledger.append(opened({ id: "a" }));
    ledger.append(opened({ id: "b" }));
    ledger.append({ ...end("a"), outcome: "notOpened" });
    assert.deepEqual(
      (await rows()).map(({ subject, end: ended }) => [subject.phase, subject.id, ended?.outcome]),
      [
        ["opened", "b", undefined],
        ["opened", "a", "notOpened"],
      ],
    );
  });

  it("shows an attempt without an end as one, as after a crash in the middle of the next line", async () => {
    const ledger = open();
    ledger.append(attempt({ id: "a" }));
    ledger.dispose();
    const [name = ""] = ledger.files();
    writeFileSync(join(folder, name), '{"v":1,"seq":1,"ti', { flag: "a" });
    const [row, ...more] = await rows();
    assert.deepEqual([row?.subject.phase, row?.end, more.length], ["attempt", undefined, 0]);
  });

  it("merges what several windows wrote in turns by time", async () => {
    const [one, two] = [open(), open()];
    for (const [index, id] of ["a", "b", "c", "d", "e", "f"].entries()) {
      at(`10:00:0${index}`);
      (index % 2 === 0 ? one : two).append(attempt({ id }));
    }
    assert.equal(await ids(), "fedcba");
  });

  it("keeps the order of a file when the clock went back, and loses nothing", async () => {
    const [one, two] = [open(), open()];
    for (const [time, ledger, id] of [
      ["10:00:05", one, "a"],
      ["10:00:01", one, "b"],
      ["10:00:03", two, "c"],
      ["10:00:09", one, "d"],
    ] as const) {
      at(time);
      ledger.append(attempt({ id }));
    }
    const order = (await rows()).map(({ subject }) => subject.id);
    assert.deepEqual(order.toSorted(), ["a", "b", "c", "d"]);
    assert.deepEqual(
      order.filter((id) => id !== "c"),
      ["d", "b", "a"],
    );
  });

  it("reads days from the last to the first, and joins across midnight", async () => {
    const ledger = open();
    at("23:59:59");
    ledger.append(attempt({ id: "a" }));
    at("00:00:01", "2026-02-01");
    ledger.append(end("a"));
    ledger.append(attempt({ id: "b" }));
    assert.deepEqual(
      (await rows()).map(({ subject, end: ended }) => [subject.id, ended?.outcome]),
      [
        ["b", undefined],
        ["a", "done"],
      ],
    );
  });

  it("reads a file much longer than what it reads at a time, in both directions", async () => {
    const ledger = open();
    const model = "é".repeat(300);
    for (let count = 0; count < 400; count += 1) ledger.append({ ...refused(`${count} `), model });
    const expected = Array.from({ length: 400 }, (_, count) => `${399 - count} `).join("");
    assert.equal(await ids(), expected);
    const forward = (await collect(reader.recordsSince("", new Set()))).map(({ seq }) => seq);
    assert.deepEqual(forward, [...Array.from({ length: 400 }).keys()]);
    assert.deepEqual(
      (await collect(reader.verify())).map(({ kind }) => kind),
      ["holds"],
    );
  });

  it("tells of every line that is no record, and reads what stands around it", async () => {
    const ledger = open();
    ledger.append(attempt({ id: "a" }));
    const [name = ""] = ledger.files();
    writeFileSync(join(folder, name), 'no record\n{"v":2}\n', { flag: "a" });
    ledger.append(attempt({ id: "b" }));
    let broken = 0;
    const found = await collect(
      reader.rows({
        onBroken: () => {
          broken += 1;
        },
      }),
    );
    assert.deepEqual([found.map(({ subject }) => subject.id).toSorted(), broken], [["a", "b"], 2]);
  });

  it("reads around a line longer than what it reads at a time", async () => {
    const ledger = open();
    ledger.append(attempt({ id: "a" }));
    ledger.dispose();
    const [name = ""] = ledger.files();
    writeFileSync(join(folder, name), `${"x".repeat(500_000)}\n`, { flag: "a" });
    assert.equal(await ids(), "a");
    assert.equal((await collect(reader.recordsSince("", new Set()))).length, 1);
    assert.deepEqual((await collect(reader.lines()))[1], "x".repeat(500_000));
  });

  it("hands rows out in pages, as far as somebody asks", async () => {
    const ledger = open();
    for (const id of ["a", "b", "c", "d", "e"]) ledger.append(attempt({ id }));
    const pages = reader.pages(2);
    const page = async (): Promise<string | undefined> => {
      const next = await pages.next();
      return next.done === true ? undefined : next.value.map(({ subject }) => subject.id).join("");
    };
    assert.equal(await page(), "ed");
    ledger.append(attempt({ id: "f" }));
    assert.deepEqual([await page(), await page(), await page()], ["cb", "a", undefined]);
  });

  it("opens no file of an earlier day than asked for, and none it is told to leave out", async () => {
    const [one, two] = [open(), open()];
    one.append(end("a"));
    two.append(end("b"));
    at("00:00:00", "2026-02-01");
    one.append(end("c"));
    const since = async (day: string, except: ReadonlySet<string>): Promise<readonly string[]> =>
      (await collect(reader.recordsSince(day, except))).map(({ entry }) => entry.id);
    assert.deepEqual(await since("2026-01-31", one.files()), ["b"]);
    assert.deepEqual(await since("2026-02-01", new Set()), ["c"]);
    assert.deepEqual((await since("2026-01-31", new Set())).toSorted(), ["a", "b", "c"]);
  });

  describe("and the bodies that are kept", () => {
    it("hands one out, byte for byte, with whether it is the one that was marked", async () => {
      const body = Buffer.from('{"q":"Why?"}');
      const entry = toCloud({ body });
      const ledger = open();
      ledger.append(entry);
      const [row] = await rows();
      assert.ok(row);
      assert.deepEqual(await reader.body(row), { bytes: body, matches: true });
      writeFileSync(join(folder, "bodies", `${entry.id}.body`), "other");
      assert.equal((await reader.body(row))?.matches, false);
      heads.kept.clear();
      assert.equal((await reader.body(row))?.matches, undefined);
      rmSync(join(folder, "bodies"), { recursive: true });
      assert.equal(await reader.body(row), undefined);
      assert.deepEqual(
        (await collect(reader.verify())).map(({ kind }) => kind),
        ["holds"],
      );
    });

    it("has none of a send to this device or a refusal", async () => {
      const ledger = open();
      ledger.append(attempt());
      ledger.append(refused("r"));
      for (const row of await rows()) assert.equal(await reader.body(row), undefined);
    });

    it("follows no id out of its folder", async () => {
      open().append(attempt({ id: "../../secret" }));
      mkdirSync(join(folder, "bodies"));
      writeFileSync(join(folder, "..", "secret.body"), "secret");
      const [row] = await rows();
      assert.ok(row);
      assert.equal(await reader.body(row), undefined);
    });
  });
});
