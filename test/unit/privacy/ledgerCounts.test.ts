import assert from "node:assert/strict";
import type { LedgerEntry } from "../../../src/ledger/record.ts";
import { addCounts, countDay, dayLine, emptyDay } from "../../../src/privacy/ledgerCounts.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import { attempt, cloud, end, opened, openedEnd, record, refused, unreached } from "./ledgerRowSamples.ts";

const day = "2026-01-31";

async function* written(...entries: readonly LedgerEntry[]): AsyncGenerator<ReturnType<typeof record>, void> {
  for (const entry of entries) {
    await Promise.resolve();
    yield record(entry, `${day}T12:00:00.000Z`);
  }
}

const count = (
  of: string,
  records: Parameters<typeof countDay>[1],
  zone = "UTC",
): ReturnType<typeof countDay> => countDay(of, records, localTime(zone));

describe("privacy/ledgerCounts", () => {
  it("counts requests as the ledger's page does: what reached nobody was not sent", async () => {
    const counts = await count(
      day,
      written(
        ...[attempt("1", { class: "network" }), unreached("1")],
        ...[attempt("2", { class: "network" }), attempt("3"), end("3"), end("2")],
        ...[attempt("4", { purpose: "errand:list" }), unreached("4"), refused("5"), end("of yesterday")],
      ),
    );
    assert.deepEqual(counts, { ...emptyDay(day), onDevice: 1, offDevice: 1, errands: 1, refused: 1 });
  });

  it("takes for gone what has no end", async () => {
    assert.equal((await count(day, written(attempt("1", cloud)))).offDevice, 1);
  });

  it("does not count as sent on this device what was meant for it and has no end, and says what is known", async () => {
    const errand = attempt("2", { purpose: "errand:list" });
    const counts = await count(
      day,
      written(attempt("1"), errand, attempt("3"), end("3"), attempt("4", cloud)),
    );
    assert.deepEqual(counts, { ...emptyDay(day), onDevice: 1, unended: 1, offDevice: 1, errands: 1 });
    assert.equal(
      dayLine(counts),
      "Today: 1 sent on this device, 1 off it. Of 1 request to this device no end is recorded: it may have left. 1 errands without text of yours, 0 refused.",
    );
    assert.equal(addCounts(counts, counts).unended, 2);
  });

  it("counts opened links apart from sends, and not those that the editor did not open", async () => {
    const counts = await count(
      day,
      written(
        ...[opened("1"), openedEnd("1"), opened("2"), openedEnd("2", "notOpened"), opened("3")],
        ...[attempt("4"), end("4")],
      ),
    );
    assert.deepEqual(counts, { ...emptyDay(day), onDevice: 1, links: 1, unsureLinks: 1 });
    assert.match(dayLine(counts), / 2 links opened in your browser or may have been\.$/);
    const both = addCounts(counts, counts);
    assert.deepEqual([both.links, both.unsureLinks], [2, 2]);
  });

  it("tells of links only where there are any", () => {
    const none = "Today: 0 sent on this device, 0 off it. 0 errands without text of yours, 0 refused.";
    assert.equal(dayLine(emptyDay(day)), none);
    assert.equal(dayLine({ ...emptyDay(day), links: 1 }), `${none} 1 link opened in your browser.`);
  });

  it("counts nothing of another day", async () => {
    const records = written(attempt("1"), end("1"), attempt("2"), refused("3"));
    assert.deepEqual(await count("2026-02-01", records), emptyDay("2026-02-01"));
  });

  it("counts for the day that it was by the reader's clock", async () => {
    const records = (): ReturnType<typeof written> => written(attempt("1"), end("1"), refused("2"));
    const later = { ...emptyDay("2026-02-01"), onDevice: 1, refused: 1 };
    assert.deepEqual(await count("2026-02-01", records(), "Pacific/Kiritimati"), later);
    assert.deepEqual(await count(day, records(), "Pacific/Kiritimati"), emptyDay(day));
  });
});
