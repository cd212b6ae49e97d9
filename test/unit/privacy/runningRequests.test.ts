import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import type { Movement } from "../../../src/egress/answer.ts";
import type { LedgerRecord } from "../../../src/ledger/record.ts";
import { RunningRequests } from "../../../src/privacy/runningRequests.ts";
import { destination } from "../../support/samples.ts";
import { attempt, end, opened, openedEnd, record, refused } from "./ledgerRowSamples.ts";

describe("privacy/runningRequests", () => {
  const ids = ["1", "2", "3", "4"];
  const open = () => {
    const appended = createEmitter<LedgerRecord>();
    const moved = createEmitter<Movement>();
    const running = new RunningRequests({ onDidAppend: appended.event, onDidMove: moved.event });
    return {
      running,
      append: (entry: LedgerRecord["entry"]) => {
        appended.fire(record(entry, "2026-01-31T12:00:00.000Z"));
      },
      move: (phase: Movement["phase"], id: string) => {
        moved.fire({ phase, id, destination: destination(), purpose: "chat", bytes: 1 });
      },
      list: () => ids.filter((id) => running.has(id)),
    };
  };

  it("has what was begun here until its end, links among it", () => {
    const { append, list } = open();
    append(attempt("1"));
    append(opened("2"));
    append(refused("3"));
    assert.deepEqual(list(), ["1", "2"]);
    append(end("1"));
    append(openedEnd("2"));
    assert.deepEqual(list(), []);
  });

  it("has it no longer when it is over, though its end could not be recorded", () => {
    const { append, move, list } = open();
    append(attempt("1"));
    append(attempt("4"));
    move("started", "1");
    move("connected", "1");
    assert.deepEqual(list(), ["1", "4"]);
    move("ended", "1");
    assert.deepEqual(list(), ["4"]);
  });

  it("hears nothing any more once it is gone", () => {
    const { running, append, list } = open();
    running.dispose();
    append(attempt("1"));
    assert.deepEqual(list(), []);
  });
});
