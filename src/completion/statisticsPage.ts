import { daysBefore } from "../base/daysBefore.ts";
import type { StatisticsPage, StatisticsPeriod } from "../protocol/statisticsMessages.ts";
import { latencyAt } from "./latencies.ts";
import { mergeStatistics } from "./statistics.ts";
import type { DayStatistics } from "./statisticsBook.ts";
import { countWords, secondsWords, shareWords, statisticsRow } from "./statisticsRow.ts";
import { emptyTally, mergeTallies, type Tally } from "./tally.ts";
import { say } from "../terms/words.ts";

const periodWords: { readonly [P in StatisticsPeriod]: string } = {
  today: say("Today"),
  week: say("In the last 7 days"),
  all: say("In the last 90 days"),
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
    const taken = [when, countWords(accepted), shareWords(accepted, shown)] as const;
    return shown === 1
      ? say("{0} you took {1} of 1 suggestion ({2}).", ...taken)
      : say("{0} you took {1} of {3} suggestions ({2}).", ...taken, countWords(shown));
  }
  return requests === 0
    ? say("{0} no suggestion was shown.", when)
    : say("{0} no suggestion was shown. Models were asked, but nothing stood long enough to be read.", when);
}

function restOf({ kept, looks, wait, withoutRequest, shown }: Tally): string {
  const median = latencyAt(wait, 0.5);
  return [
    ...(looks === 0
      ? []
      : [say("{0} of what you took still stood five minutes later.", shareWords(kept, looks))]),
    ...(median === undefined
      ? []
      : [say("Half of the suggestions came within {0} of your keystroke.", secondsWords(median))]),
    ...(withoutRequest === 0 ? [] : [say("{0} needed no request.", shareWords(withoutRequest, shown))]),
  ].join(" ");
}
