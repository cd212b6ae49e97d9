import assert from "node:assert/strict";
import { genesis, recordHash, sealRecord } from "../../../src/ledger/chain.ts";
import type { LedgerRecord } from "../../../src/ledger/record.ts";
import { end } from "./ledgerSamples.ts";

describe("ledger/chain", () => {
  const first = sealRecord(end("a"), undefined, "2026-01-31T10:00:00.000Z");

  it("starts at the genesis, counts from zero, and each record names the one before", () => {
    const second = sealRecord(end("b"), first, "2026-01-31T10:00:01.000Z");
    assert.deepEqual([first.seq, first.prev, second.seq, second.prev], [0, genesis, 1, first.hash]);
    assert.match(first.hash, /^[0-9a-f]{64}$/);
  });

  it("hashes a record alike however the keys of its objects are ordered", () => {
    const entry = Object.fromEntries(Object.entries(first.entry).reverse()) as LedgerRecord["entry"];
    assert.equal(recordHash({ ...first, entry }), first.hash);
  });

  const changes: Readonly<Record<string, Partial<LedgerRecord>>> = {
    "its number": { seq: 1 },
    "its time": { time: "2026-02-01T10:00:00.000Z" },
    "what it follows": { prev: "1".repeat(64) },
    "its entry": { entry: { ...end("a"), bytesIn: 11 } },
    "a field more": { entry: Object.assign(end("a"), { note: "harmless" }) },
  };
  for (const [what, change] of Object.entries(changes))
    it(`hashes a record otherwise that differs in ${what}`, () => {
      assert.notEqual(recordHash({ ...first, ...change }), first.hash);
    });
});
