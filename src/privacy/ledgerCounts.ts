import type { EndEntry, LedgerRecord } from "../ledger/record.ts";
import { countOf, isErrand } from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";
import { whereabouts, type Recorded } from "./whereabouts.ts";

/** One day in numbers: sends that stayed on this device, sends that left it or may have, errands, refusals, and links. */
export type DayCounts = {
  readonly day: string;
  readonly onDevice: number;
  readonly offDevice: number;
  /** Requests without any text of the user's. */
  readonly errands: number;
  readonly refused: number;
  /** Links that a person opened in the browser, or that may have been. They are no sends. */
  readonly links: number;
};

/** A day with nothing in it; `day` is `2026-01-31`, by the reader's clock like the ledger's page. */
export function emptyDay(day: string): DayCounts {
  return { day, onDevice: 0, offDevice: 0, errands: 0, refused: 0, links: 0 };
}

/** A request or an opened link with the day of its attempt, refusal or opening, by the reader's clock. */
export type Dated = Recorded & { readonly day: string };

/** What something counts as, by what the ledger's page goes by, too; what reached nobody was not sent or opened. */
function kindOf(recorded: Recorded): Exclude<keyof DayCounts, "day"> | undefined {
  const { subject } = recorded;
  const where = whereabouts(recorded);
  if (subject.phase === "opened") return where === "left" ? "links" : undefined;
  if (where === "refused") return "refused";
  if (isErrand(subject.purpose)) return "errands";
  if (where === "unsent") return undefined;
  return where === "left" ? "offDevice" : "onDevice";
}

function add(counts: DayCounts, one: Dated, by: 1 | -1): DayCounts {
  const kind = one.day === counts.day ? kindOf(one) : undefined;
  return kind === undefined ? counts : { ...counts, [kind]: counts[kind] + by };
}

/** Counts one more request or link; one of another day changes nothing. */
export function countOne(counts: DayCounts, one: Dated): DayCounts {
  return add(counts, one, 1);
}

/** Counts by its end what was counted before it had one: a request may turn out to have been forwarded. */
export function recountOne(counts: DayCounts, before: Dated, end: EndEntry): DayCounts {
  return countOne(add(counts, before, -1), { ...before, end });
}

/** Counts the requests and links of a day, by a clock, among the records of some files, each from its first to its last. */
export async function countDay(
  day: string,
  records: AsyncIterable<LedgerRecord>,
  local: LocalTime,
): Promise<DayCounts> {
  let counts = emptyDay(day);
  const begun = new Map<string, Dated>();
  for await (const { time, entry } of records) {
    if (entry.phase === "deleted") continue;
    if (entry.phase === "refused") counts = countOne(counts, { day: local.day(time), subject: entry });
    else if (entry.phase !== "end") begun.set(entry.id, { day: local.day(time), subject: entry });
    else {
      const one = begun.get(entry.id);
      if (one !== undefined) counts = countOne(counts, { ...one, end: entry });
      begun.delete(entry.id);
    }
  }
  return [...begun.values()].reduce(countOne, counts);
}

/** Two counts of one day together; a count of another day changes nothing. */
export function addCounts(counts: DayCounts, more: DayCounts): DayCounts {
  if (more.day !== counts.day) return counts;
  return {
    day: counts.day,
    onDevice: counts.onDevice + more.onDevice,
    offDevice: counts.offDevice + more.offDevice,
    errands: counts.errands + more.errands,
    refused: counts.refused + more.refused,
    links: counts.links + more.links,
  };
}

/** What is known of today; without the other windows until they have been counted. */
export type Today = { readonly counts: DayCounts; readonly everyWindow: boolean };

/** `Today: 12 sent on this device, 0 off it. 31 errands without text of yours, 0 refused.`, and links where there are any. */
export function dayLine(
  { onDevice, offDevice, errands, refused, links }: DayCounts,
  when: "Today" | "Today in this window" = "Today",
): string {
  const sends = `${when}: ${onDevice} sent on this device, ${offDevice} off it. ${errands} errands without text of yours, ${refused} refused.`;
  return links === 0 ? sends : `${sends} ${countOf(links, "link")} opened in your browser.`;
}
