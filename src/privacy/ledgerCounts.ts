import type { EndEntry, LedgerRecord } from "../ledger/record.ts";
import { fateOf, type Fate } from "./fate.ts";
import { isErrand, linkWords, unendedWords } from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";
import { whereabouts, type Recorded } from "./whereabouts.ts";
import { say } from "../terms/words.ts";

/** One day in numbers: sends that stayed on this device, sends that left it or may have, errands, refusals, and links. */
export type DayCounts = {
  readonly day: string;
  readonly onDevice: number;
  /** Sends to this device of which no end is recorded: they may have left it. */
  readonly unended: number;
  readonly offDevice: number;
  /** Requests without any text of the user's. */
  readonly errands: number;
  readonly refused: number;
  /** Links that a person opened in the browser, and those that may have been. They are no sends. */
  readonly links: number;
  readonly unsureLinks: number;
};

/** A day with nothing in it; `day` is `2026-01-31`, by the reader's clock like the ledger's page. */
export function emptyDay(day: string): DayCounts {
  return { day, onDevice: 0, unended: 0, offDevice: 0, errands: 0, refused: 0, links: 0, unsureLinks: 0 };
}

/** A request or an opened link with the day of its attempt, refusal or opening, by the reader's clock. */
export type Dated = Recorded & { readonly day: string };

type Kind = Exclude<keyof DayCounts, "day">;

/** Whether this window has a request, or the opening of a link, under way. */
type IsRunning = (id: string) => boolean;

const always: IsRunning = () => true;
const never: IsRunning = () => false;

const sends: { readonly [F in Fate]: Kind | undefined } = {
  stayed: "onDevice",
  unended: "unended",
  mayHaveLeft: "offDevice",
  left: "offDevice",
  unsent: undefined,
  refused: "refused",
};

/** What something counts as, by what the ledger's page goes by, too; what reached nobody was not sent or opened. */
function kindOf(recorded: Recorded, isRunning: IsRunning): Kind | undefined {
  const { subject, end } = recorded;
  if (subject.phase === "opened") {
    if (whereabouts(recorded) !== "left") return undefined;
    return end === undefined && !isRunning(subject.id) ? "unsureLinks" : "links";
  }
  const fate = fateOf({ ...recorded, subject }, isRunning);
  return fate !== "refused" && isErrand(subject.purpose) ? "errands" : sends[fate];
}

function add(counts: DayCounts, kind: Kind | undefined, by: 1 | -1): DayCounts {
  return kind === undefined ? counts : { ...counts, [kind]: counts[kind] + by };
}

/** Counts one more request or link; one of another day changes nothing. */
export function countOne(counts: DayCounts, one: Dated, isRunning: IsRunning): DayCounts {
  return one.day === counts.day ? add(counts, kindOf(one, isRunning), 1) : counts;
}

/**
 * Counts by its end what was counted while it was under way: a request may turn out to have been forwarded. Without an
 * end it is over, and how it ended could not be recorded.
 */
export function recountOne(counts: DayCounts, before: Dated, end: EndEntry | undefined): DayCounts {
  if (before.day !== counts.day) return counts;
  const without = add(counts, kindOf(before, always), -1);
  return countOne(without, end === undefined ? before : { ...before, end }, never);
}

/**
 * Counts the requests and links of a day, by a clock, among the records of some files of other windows, each from its
 * first to its last. Nobody knows here what those windows have under way.
 */
export async function countDay(
  day: string,
  records: AsyncIterable<LedgerRecord>,
  local: LocalTime,
): Promise<DayCounts> {
  let counts = emptyDay(day);
  const begun = new Map<string, Dated>();
  for await (const { time, entry } of records) {
    if (entry.phase === "deleted") continue;
    if (entry.phase === "refused") counts = countOne(counts, { day: local.day(time), subject: entry }, never);
    else if (entry.phase !== "end") begun.set(entry.id, { day: local.day(time), subject: entry });
    else {
      const one = begun.get(entry.id);
      if (one !== undefined) counts = countOne(counts, { ...one, end: entry }, never);
      begun.delete(entry.id);
    }
  }
  return [...begun.values()].reduce((sum, one) => countOne(sum, one, never), counts);
}

/** Two counts of one day together; a count of another day changes nothing. */
export function addCounts(counts: DayCounts, more: DayCounts): DayCounts {
  if (more.day !== counts.day) return counts;
  return {
    day: counts.day,
    onDevice: counts.onDevice + more.onDevice,
    unended: counts.unended + more.unended,
    offDevice: counts.offDevice + more.offDevice,
    errands: counts.errands + more.errands,
    refused: counts.refused + more.refused,
    links: counts.links + more.links,
    unsureLinks: counts.unsureLinks + more.unsureLinks,
  };
}

/** What is known of today; without the other windows until they have been counted. */
export type Today = { readonly counts: DayCounts; readonly everyWindow: boolean };

/**
 * `Today: 12 sent on this device, 0 off it. 31 errands without text of yours, 0 refused.`, and where there are any, links
 * and what may have left this device unnoticed.
 */
export function dayLine(
  { onDevice, unended, offDevice, errands, refused, links, unsureLinks }: DayCounts,
  when = say("Today"),
): string {
  return [
    say("{0}: {1} sent on this device, {2} off it.", when, onDevice, offDevice),
    unendedWords(unended),
    say("{0} errands without text of yours, {1} refused.", errands, refused),
    linkWords(links + unsureLinks, unsureLinks === 0),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
