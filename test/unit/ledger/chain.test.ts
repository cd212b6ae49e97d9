import assert from "node:assert/strict";
import { firstBreak, genesis, sealRecord } from "../../../src/ledger/chain.ts";
import type { EndEntry, LedgerRecord } from "../../../src/ledger/record.ts";

function end(id: string): EndEntry {
  return { phase: "end", id, outcome: "done", bytesIn: 10, tookMs: 5, status: 200 };
}

function chain(count: number): LedgerRecord[] {
  const records: LedgerRecord[] = [];
  for (let index = 0; index < count; index += 1)
    records.push(sealRecord(end(`r${index}`), records.at(-1), `2026-01-31T10:00:0${index}.000Z`));
  return records;
}

describe("ledger/chain", () => {
  it("starts at the genesis, counts from zero, and each record names the one before", () => {
    const [first, second] = chain(2);
    assert.deepEqual([first?.seq, first?.prev, second?.seq], [0, genesis, 1]);
    assert.equal(second?.prev, first?.hash);
    assert.match(first?.hash ?? "", /^[0-9a-f]{64}$/);
  });

  it("holds as it was written, however the keys of its objects are ordered", () => {
    const turned = chain(4).map((record) => ({
      ...record,
      entry: Object.fromEntries(Object.entries(record.entry).reverse()) as LedgerRecord["entry"],
    }));
    assert.equal(firstBreak(turned), undefined);
    assert.equal(firstBreak([]), undefined);
  });

  function check(
    what: string,
    damage: (records: LedgerRecord[]) => readonly LedgerRecord[],
    expected: number,
  ): void {
    it(`sees ${what} at record ${expected}`, () => {
      assert.equal(firstBreak(damage(chain(4))), expected);
    });
  }

  /** The records with one of them replaced. */
  const edit =
    (at: number, change: (record: LedgerRecord) => LedgerRecord) =>
    (records: LedgerRecord[]): readonly LedgerRecord[] =>
      records.map((record, index) => (index === at ? change(record) : record));

  check(
    "an edited entry",
    edit(1, (record) => ({ ...record, entry: { ...end("r1"), bytesIn: 11 } })),
    1,
  );
  check(
    "an added field",
    edit(1, (record) => ({ ...record, entry: Object.assign(end("r1"), { note: "harmless" }) })),
    1,
  );
  check(
    "an edited time",
    edit(2, (record) => ({ ...record, time: "2026-02-01T10:00:02.000Z" })),
    2,
  );
  check(
    "an edited number",
    edit(2, (record) => ({ ...record, seq: 7 })),
    2,
  );
  check(
    "an edited hash",
    edit(3, (record) => ({ ...record, hash: genesis })),
    3,
  );
  check(
    "a record sealed anew in the middle",
    edit(1, (record) => sealRecord(end("forged"), chain(1)[0], record.time)),
    2,
  );
  check("a removed record", (records) => records.toSpliced(1, 1), 1);
  check("a removed beginning", (records) => records.slice(1), 0);
  check(
    "two swapped records",
    ([a, b, ...rest]) => [b, a, ...rest].filter((record) => record !== undefined),
    0,
  );
  check("a repeated record", (records) => [...records, ...records.slice(-1)], 4);
});
