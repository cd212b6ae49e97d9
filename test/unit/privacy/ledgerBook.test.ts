import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedgerBook, type LedgerBook } from "../../../src/privacy/ledgerBook.ts";
import { emptyDay } from "../../../src/privacy/ledgerCounts.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import { headsInMemory } from "../../support/ledgers.ts";
import { collect } from "../../support/samples.ts";
import { attempt, refused, toCloud } from "../ledger/ledgerSamples.ts";

describe("privacy/ledgerBook", () => {
  let folder: string;
  let now: string;
  let heads: ReturnType<typeof headsInMemory>;
  let books: LedgerBook[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-book-"));
    now = "2026-01-31T12:00:00.000Z";
    heads = headsInMemory();
    books = [];
  });
  afterEach(() => {
    for (const { ledger } of books) ledger.dispose();
    rmSync(folder, { recursive: true });
  });

  function open(zone = "UTC"): LedgerBook {
    const book = openLedgerBook({
      folder,
      heads,
      workspaceKey: "file:///project",
      version: "0.0.0",
      days: () => 10,
      bodyDays: () => 7,
      now: () => new Date(now),
      local: localTime(zone),
      onHeadFailure: (error) => assert.fail(String(error)),
    });
    books.push(book);
    return book;
  }

  it("counts what other windows did today, and nothing of its own or of another day", async () => {
    const [own, other, late] = [open(), open(), open()];
    own.ledger.append(attempt());
    other.ledger.append(attempt());
    other.ledger.append(toCloud({ class: "cloudViaDevice" }));
    other.ledger.append(attempt({ purpose: "errand:list" }));
    other.ledger.append(refused("r"));
    other.ledger.append(attempt({ id: "f" }));
    other.ledger.append({ phase: "end", id: "f", outcome: "forwarded", bytesIn: 0, tookMs: 0 });
    now = "2026-01-30T23:59:59.000Z";
    late.ledger.append(attempt());
    now = "2026-01-31T13:00:00.000Z";
    const counts = { unended: 1, offDevice: 2, errands: 1, refused: 1 };
    assert.deepEqual(await own.todayElsewhere(), { ...emptyDay("2026-01-31"), ...counts });
  });

  it("counts what another window did since the reader's own day began, in the file of yesterday by UTC", async () => {
    const [own, other] = [open("Asia/Tokyo"), open("Asia/Tokyo")];
    now = "2026-01-31T14:59:59.000Z";
    other.ledger.append(toCloud());
    now = "2026-01-31T15:00:00.000Z";
    other.ledger.append(toCloud());
    now = "2026-02-01T03:00:00.000Z";
    const { day, offDevice } = await own.todayElsewhere();
    assert.deepEqual([day, offDevice], ["2026-02-01", 1]);
  });

  it("counts what another window did today after its clock had been ahead", async () => {
    const [own, other] = [open(), open()];
    now = "2026-03-01T12:00:00.000Z";
    other.ledger.append(attempt());
    now = "2026-01-31T12:00:00.000Z";
    other.ledger.append(toCloud());
    assert.equal((await own.todayElsewhere()).offDevice, 1);
  });

  it("begins anew with a record that all before was deleted, and lists no request for it", async () => {
    const own = open();
    own.ledger.append(toCloud());
    now = "2026-01-31T12:30:00.000Z";
    await own.deleteAll();
    own.ledger.append(attempt({ id: "after" }));
    const verdicts = await collect(own.reader.verify());
    assert.deepEqual(
      verdicts.map((verdict) => verdict.kind === "holds" && [verdict.records, verdict.deletedAt]),
      [[2, now]],
    );
    const deleted: string[] = [];
    const rows = await collect(own.reader.rows({ onDeleted: (time) => deleted.push(time) }));
    assert.deepEqual(deleted, [now]);
    assert.deepEqual(
      rows.map(({ subject, seq }) => [subject.id, seq]),
      [["after", 1]],
    );
    assert.deepEqual(await own.todayElsewhere(), emptyDay("2026-01-31"));
    assert.deepEqual((await open().todayElsewhere()).unended, 1);
  });

  it("removes what is too old by the days it is told, and never its own", async () => {
    const [own, other] = [open(), open()];
    own.ledger.append(attempt());
    other.ledger.append(attempt());
    now = "2026-02-10T23:59:59.999Z";
    await own.removeOld();
    assert.equal(readdirSync(folder).length, 2);
    now = "2026-02-11T00:00:00.000Z";
    await own.removeOld();
    assert.equal(readdirSync(folder).length, 1);
    const verdicts = [];
    for await (const { kind } of own.reader.verify()) verdicts.push(kind);
    assert.deepEqual(verdicts, ["holds"]);
  });

  it("names its workspace as its records do, and not by its address", () => {
    const own = open();
    const { entry } = own.ledger.append(attempt());
    assert.ok(entry.phase === "attempt");
    assert.equal(entry.workspaceKey, own.workspaceKey);
    assert.doesNotMatch(own.workspaceKey, /project/);
  });
});
