import assert from "node:assert/strict";
import { localTime, mondayOf } from "../../../src/privacy/localTime.ts";

describe("privacy/localTime", () => {
  it("shows a record's time as the reader's clock does, with its seconds", () => {
    const berlin = localTime("Europe/Berlin");
    assert.equal(berlin.clock("2026-01-31T13:02:11.512Z"), "14:02:11");
    assert.equal(berlin.day("2026-01-31T23:30:00.000Z"), "2026-02-01");
    assert.equal(berlin.day("2026-07-01T22:30:00.000Z"), "2026-07-02");
    assert.equal(localTime("Asia/Kathmandu").clock("2026-01-31T18:20:00.000Z"), "00:05:00");
    assert.equal(localTime("America/New_York").day("2026-01-31T02:00:00.000Z"), "2026-01-30");
  });

  it("uses UTC where there is no such zone", () => {
    const { zone, clock } = localTime("Nowhere/At all");
    assert.equal(zone, "UTC");
    assert.equal(clock("2026-01-31T13:02:11.512Z"), "13:02:11");
  });

  it("shows a time that is none as it was written", () => {
    const { day, clock } = localTime("UTC");
    assert.equal(day("yesterday at noon"), "yesterday ");
    assert.doesNotThrow(() => clock(""));
  });

  function checkMonday(day: string, monday: string): void {
    it(`takes ${monday} for the Monday of ${day}`, () => {
      assert.equal(mondayOf(day), monday);
    });
  }

  checkMonday("2026-01-26", "2026-01-26");
  checkMonday("2026-02-01", "2026-01-26");
  checkMonday("2026-01-01", "2025-12-29");
});
