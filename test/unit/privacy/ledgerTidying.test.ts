import assert from "node:assert/strict";
import { LedgerTidying } from "../../../src/privacy/ledgerTidying.ts";

describe("privacy/ledgerTidying", () => {
  let term: { day: string; days: number; bodyDays: number };
  let timers: (() => void)[];
  let removed: string[];
  let failures: unknown[];
  let fails: boolean;
  let tidying: LedgerTidying;
  beforeEach(() => {
    term = { day: "2026-01-31", days: 180, bodyDays: 7 };
    timers = [];
    removed = [];
    failures = [];
    fails = false;
    tidying = new LedgerTidying({
      term: () => ({ ...term }),
      removeOld: () => {
        removed.push(`${term.day} ${term.days} ${term.bodyDays}`);
        return fails ? Promise.reject(new Error("busy")) : Promise.resolve();
      },
      later: (_, callback) => {
        timers.push(callback);
        return { dispose: () => (timers = timers.filter((timer) => timer !== callback)) };
      },
      onFailure: (error) => failures.push(error),
    });
  });

  const pass = (): void => {
    for (const callback of timers.splice(0)) callback();
  };

  it("tidies once for each day, however often it is looked", async () => {
    await tidying.tidy();
    tidying.look();
    assert.equal(timers.length, 0);
    term.day = "2026-02-01";
    tidying.look();
    tidying.look();
    pass();
    tidying.look();
    pass();
    assert.deepEqual(removed, ["2026-01-31 180 7", "2026-02-01 180 7"]);
  });

  it("tidies when the days change, by those that somebody has finished to type", () => {
    for (const days of [18, 1, 15]) {
      term.days = days;
      tidying.look();
    }
    pass();
    term.bodyDays = 0;
    tidying.look();
    pass();
    assert.deepEqual(removed, ["2026-01-31 15 7", "2026-01-31 15 0"]);
  });

  it("tells of a failure, and tidies again the next day", async () => {
    fails = true;
    await tidying.tidy();
    assert.equal(failures.length, 1);
    fails = false;
    term.day = "2026-02-01";
    tidying.look();
    pass();
    assert.equal(removed.length, 2);
  });

  it("does nothing any more once it is gone", () => {
    term.day = "2026-02-01";
    tidying.look();
    tidying.dispose();
    pass();
    assert.deepEqual(removed, []);
  });
});
