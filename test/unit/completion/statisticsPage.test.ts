import assert from "node:assert/strict";
import type { DayStatistics } from "../../../src/completion/statisticsBook.ts";
import { statisticsPage } from "../../../src/completion/statisticsPage.ts";
import type { StatisticsPage } from "../../../src/protocol/statisticsMessages.ts";
import { accepted, answered, kept, shown, statisticsOf } from "./statisticsSamples.ts";

/** With plain blanks where no line may end. */
function page(...given: Parameters<typeof statisticsPage>): StatisticsPage {
  return JSON.parse(JSON.stringify(statisticsPage(...given)).replaceAll("\u00A0", " ")) as StatisticsPage;
}

const today = "2026-01-31";

function times<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make);
}

const days: readonly DayStatistics[] = [
  {
    day: today,
    statistics: statisticsOf(...times(3, shown), accepted(), kept(0.9), answered()),
  },
  {
    day: "2026-01-25",
    statistics: statisticsOf(...times(4, () => shown({ languageId: "go", withoutRequest: true }))),
  },
  { day: "2026-01-24", statistics: statisticsOf(...times(1300, shown)) },
];

describe("completion/statisticsPage", () => {
  it("says in one sentence what it comes to, in each period", () => {
    const lead = (period: Parameters<typeof statisticsPage>[1]) => page(days, period, today).lead;
    assert.equal(lead("today"), "Today you took 1 of 3 suggestions (33 %).");
    assert.equal(lead("week"), "In the last 7 days you took 1 of 7 suggestions (14 %).");
    assert.equal(lead("all"), "In the last 90 days you took 1 of 1,307 suggestions (0 %).");
  });

  it("says what else is known of all of it", () => {
    assert.equal(
      page(days, "week", today).rest,
      "90 % of what you took still stood five minutes later. Half of the suggestions came within 0.25 s of your keystroke. 57 % needed no request.",
    );
    assert.equal(page([], "week", today).rest, "");
  });

  it("has a row for each model and language, the one with the most suggestions first", () => {
    const { rows } = page(days, "week", today);
    assert.deepEqual(rows, [
      {
        ...{ model: "qwen2.5-coder:1.5b", language: "go", shown: "4", accepted: "0 · 0 %", characters: "0" },
        ...{ kept: "", wait: "0.25 s · 0.25 s", requests: "0", firstText: "", tokens: "" },
      },
      {
        ...{ model: "qwen2.5-coder:1.5b", language: "typescript", shown: "3", accepted: "1 · 33 %" },
        ...{ characters: "10", kept: "90 %", wait: "0.25 s · 0.25 s", requests: "1" },
        ...{ firstText: "0.12 s · 0.12 s", tokens: "8 · 98 %" },
      },
    ]);
  });

  it("says how many requests were given up", () => {
    const statistics = statisticsOf(...times(9, answered), answered({ aborted: true }));
    const [row] = page([{ day: today, statistics }], "today", today).rows;
    assert.equal(row?.requests, "10 · 10 % given up");
  });

  it("says that nothing was shown, and whether anybody was asked", () => {
    assert.equal(page([], "today", today).lead, "Today no suggestion was shown.");
    const statistics = statisticsOf(answered());
    assert.equal(
      page([{ day: today, statistics }], "today", today).lead,
      "Today no suggestion was shown. Models were asked, but nothing stood long enough to be read.",
    );
  });
});
