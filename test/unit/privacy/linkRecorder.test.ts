import assert from "node:assert/strict";
import type { LedgerEntry } from "../../../src/ledger/record.ts";
import { createLinkRecorder, type RecordOpening } from "../../../src/privacy/linkRecorder.ts";
import { rememberingLog } from "../../support/headless.ts";
import { tellingLedger } from "../../support/ledgers.ts";

const url = new URL("https://user:word@docs.example:8443/a/b?c=d#e");

describe("privacy/linkRecorder", () => {
  let entries: LedgerEntry[];
  let failure: Error | undefined;
  let lines: readonly string[];
  let nowMs: number;
  let record: RecordOpening;
  beforeEach(() => {
    entries = [];
    failure = undefined;
    nowMs = 5;
    const remembering = rememberingLog();
    lines = remembering.lines;
    record = createLinkRecorder({
      ledger: tellingLedger((entry) => {
        if (failure !== undefined) throw failure;
        entries.push(entry);
      }),
      workspace: "shop",
      from: "answer",
      newId: () => "l1",
      clock: () => nowMs,
      log: remembering.log,
    });
  });

  it("records the whole address and its host before the link may be opened, and then how that ended", () => {
    const recorded = record(url);
    assert.ok(recorded.ok);
    assert.deepEqual(entries, [
      {
        ...{ phase: "opened", id: "l1", workspace: "shop", from: "answer" },
        ...{ url: url.href, host: "docs.example:8443", workspaceKey: "key", version: "0.0.0" },
      },
    ]);
    nowMs = 45.4;
    recorded.value("notOpened");
    assert.deepEqual(entries[1], { phase: "end", id: "l1", outcome: "notOpened", bytesIn: 0, tookMs: 40 });
  });

  it("lets no link be opened that cannot be recorded", () => {
    failure = new Error("the disk is full");
    assert.deepEqual(record(url), { ok: false, error: "ledgerFailed" });
    assert.deepEqual(lines, ["The ledger could not be written, so the link was not opened"]);
  });

  it("leaves a link without an end when that cannot be recorded", () => {
    const recorded = record(url);
    assert.ok(recorded.ok);
    failure = new Error("the disk is full");
    recorded.value("opened");
    assert.equal(entries.length, 1);
    assert.deepEqual(lines, ["The end of a link's opening could not be recorded"]);
  });
});
