import { daysBefore } from "../base/daysBefore.ts";
import type { StatisticsPage, StatisticsPeriod } from "../protocol/statisticsMessages.ts";
import { latencyAt } from "./latencies.ts";
import { mergeStatistics } from "./statistics.ts";
import type { DayStatistics } from "./statisticsBook.ts";
import { countWords, secondsWords, shareWords, statisticsRow } from "./statisticsRow.ts";
import { emptyTally, mergeTallies, type Tally } from "./tally.ts";

const periodWords: { readonly [P in StatisticsPeriod]: string } = {
  today: "Today",
  week: "In the last 7 days",
  all: "In the last 90 days",
};

const days: { readonly [P in StatisticsPeriod]: number } = {
  today: 0,
  week: 6,
  all: Number.POSITIVE_INFINITY,
};

/** What was counted within a period, the model and language with the most suggestions first. `today`: `2026-01-31`. */
export function statisticsPage(
  all: readonly DayStatistics[],
  period: StatisticsPeriod,
  today: string,
): StatisticsPage {
  const since = Number.isFinite(days[period]) ? daysBefore(today, days[period]) : "";
  const within = all.filter(({ day }) => day >= since);
  const tallies = mergeStatistics(within.map(({ statistics }) => statistics)).toSorted(
    (one, other) => other.shown - one.shown || other.requests - one.requests,
  );
  const sum = tallies.reduce(mergeTallies, emptyTally({ model: "", languageId: "" }));
  return { period, lead: leadOf(sum, period), rest: restOf(sum), rows: tallies.map(statisticsRow) };
}

function leadOf({ shown, accepted, requests }: Tally, period: StatisticsPeriod): string {
  const when = periodWords[period];
  if (shown > 0) {
    const suggestions = shown === 1 ? "1 suggestion" : `${countWords(shown)} suggestions`;
    return `${when} you took ${countWords(accepted)} of ${suggestions} (${shareWords(accepted, shown)}).`;
  }
  const asked = requests === 0 ? "" : " Models were asked, but nothing stood long enough to be read.";
  return `${when} no suggestion was shown.${asked}`;
}

function restOf({ kept, looks, wait, withoutRequest, shown }: Tally): string {
  const median = latencyAt(wait, 0.5);
  return [
    ...(looks === 0 ? [] : [`${shareWords(kept, looks)} of what you took still stood five minutes later.`]),
    ...(median === undefined
      ? []
      : [`Half of the suggestions came within ${secondsWords(median)} of your keystroke.`]),
    ...(withoutRequest === 0 ? [] : [`${shareWords(withoutRequest, shown)} needed no request.`]),
  ].join(" ");
}
