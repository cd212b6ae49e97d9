/** Every state the page of completion's figures is designed for, as the host would describe it. */
import type { CompletionEvent } from "../../src/completion/completionEvent.ts";
import { statisticsPage } from "../../src/completion/statisticsPage.ts";
import {
  firstPeriod,
  type StatisticsPeriod,
  type ToStatistics,
} from "../../src/protocol/statisticsMessages.ts";
import { accepted, answered, kept, shown, statisticsOf } from "../unit/completion/statisticsSamples.ts";

const today = "2026-01-31";

/** What the host says of some events, all of them today's. */
function counted(events: readonly CompletionEvent[], period: StatisticsPeriod = firstPeriod): ToStatistics {
  const days = [{ day: today, statistics: statisticsOf(...events) }];
  return { type: "statistics", page: statisticsPage(days, period, today) };
}

function times(count: number, make: (index: number) => CompletionEvent): readonly CompletionEvent[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const week: readonly CompletionEvent[] = [
  ...times(1204, (index) => answered({ aborted: index % 30 === 0, firstTextMs: 90 + (index % 50) * 9 })),
  ...times(640, (index) => shown({ withoutRequest: index % 2 === 0, afterMs: 60 + (index % 40) * 14 })),
  ...times(212, () => accepted({ characters: 19 })),
  ...times(200, (index) => kept(index % 12 === 0 ? 0.2 : 1)),
  ...times(38, () => shown({ languageId: "python" })),
  ...times(9, () => accepted({ languageId: "python", characters: 31 })),
  ...times(4, () => shown({ model: "codellama:7b-code", languageId: "markdown", afterMs: 2900 })),
];

/** Figures of a model and a language that somebody gave such a name. */
export function named(name: string): ToStatistics {
  const subject = { model: name, languageId: name };
  return counted([shown(subject), accepted(subject), answered(subject), kept(1, subject)]);
}

/** The designed states, by what the host says. */
export const statisticsStates: Readonly<Record<string, ToStatistics | undefined>> = {
  reading: undefined,
  empty: counted([]),
  "asked in vain": counted(times(12, () => answered())),
  "a week": counted(week),
  "long names": named(
    "a-registry.example.com/some-group-of-people/a-model-with-a-long-name:7b-instruct-q4_K_M",
  ),
  failed: { type: "failed", period: firstPeriod },
};
