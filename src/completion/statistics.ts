import type { CompletionEvent, Subject } from "./completionEvent.ts";
import { addEvent, emptyTally, mergeTallies, type Tally } from "./tally.ts";

/** One tally for each model and language, in the order in which they were first counted. */
export type Statistics = readonly Tally[];

function isAbout(subject: Subject): (tally: Tally) => boolean {
  return ({ model, languageId }) => model === subject.model && languageId === subject.languageId;
}

/** Statistics with one more event. */
export function countEvent(statistics: Statistics, event: CompletionEvent): Statistics {
  const isSame = isAbout(event);
  const before = statistics.some(isSame) ? statistics : [...statistics, emptyTally(event)];
  return before.map((tally) => (isSame(tally) ? addEvent(tally, event) : tally));
}

/** All of them together. */
export function mergeStatistics(all: readonly Statistics[]): Statistics {
  return all.flat().reduce<Statistics>((merged, tally) => {
    const isSame = isAbout(tally);
    return merged.some(isSame)
      ? merged.map((each) => (isSame(each) ? mergeTallies(each, tally) : each))
      : [...merged, tally];
  }, []);
}
