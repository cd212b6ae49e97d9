import assert from "node:assert/strict";
import { dayGroups, dayTitle } from "../../../media/ledger/dayGroups.ts";
import { onDevice } from "../../webview/ledgerStates.ts";

describe("the days of the ledger's page", () => {
  it("gather the lines that follow each other", () => {
    const rows = ["2026-01-31", "2026-01-31", "2026-01-30"].map((day, n) => ({
      ...onDevice,
      id: `${n}`,
      day,
    }));
    assert.deepEqual(
      dayGroups(rows).map((group) => [group.day, group.rows.length]),
      [
        ["2026-01-31", 2],
        ["2026-01-30", 1],
      ],
    );
    assert.deepEqual(dayGroups([]), []);
  });

  function checkTitle(day: string, title: string): void {
    it(`are called: ${title}`, () => {
      assert.equal(dayTitle(day, "2026-02-01"), title);
    });
  }

  checkTitle("2026-02-01", "Today");
  checkTitle("2026-01-31", "Yesterday");
  checkTitle("2026-01-30", "Friday, 30 January 2026");
  checkTitle("no day", "no day");
});
