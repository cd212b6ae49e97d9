import type { EndEntry, LedgerRecord } from "../ledger/record.ts";
import { isErrand } from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";
import { whereabouts, type RecordedRequest } from "./whereabouts.ts";

/** One day in numbers: sends that stayed on this device, sends that left it or may have, errands, and refusals. */
export type DayCounts = {
  readonly day: string;
  readonly onDevice: number;
  readonly offDevice: number;
  /** Requests without any text of the user's. */
  readonly errands: number;
  readonly refused: number;
};

/** A day with nothing in it; `day` is `2026-01-31`, by the reader's clock like the ledger's page. */
export function emptyDay(day: string): DayCounts {
  return { day, onDevice: 0, offDevice: 0, errands: 0, refused: 0 };
}

/** A request with the day of its attempt or refusal, by the reader's clock. */
export type DatedRequest = RecordedRequest & { readonly day: string };

/** What a request counts as, by what the ledger's page goes by, too; one that reached nobody was not sent. */
function kindOf(request: RecordedRequest): Exclude<keyof DayCounts, "day"> | undefined {
  const where = whereabouts(request);
  if (where === "refused") return "refused";
  if (isErrand(request.subject.purpose)) return "errands";
  if (where === "unsent") return undefined;
  return where === "left" ? "offDevice" : "onDevice";
}

function add(counts: DayCounts, request: DatedRequest, by: 1 | -1): DayCounts {
  const kind = request.day === counts.day ? kindOf(request) : undefined;
  return kind === undefined ? counts : { ...counts, [kind]: counts[kind] + by };
}

/** Counts one more request; one of another day changes nothing. */
export function countRequest(counts: DayCounts, request: DatedRequest): DayCounts {
  return add(counts, request, 1);
}

/** Counts a request by its end that was counted before it had one: it may turn out to have been forwarded. */
export function recountRequest(counts: DayCounts, before: DatedRequest, end: EndEntry): DayCounts {
  return countRequest(add(counts, before, -1), { ...before, end });
}

/** Counts the requests of a day, by a clock, among the records of some files, each from its first to its last. */
export async function countDay(
  day: string,
  records: AsyncIterable<LedgerRecord>,
  local: LocalTime,
): Promise<DayCounts> {
  let counts = emptyDay(day);
  const begun = new Map<string, DatedRequest>();
  for await (const { time, entry } of records) {
    if (entry.phase === "attempt") begun.set(entry.id, { day: local.day(time), subject: entry });
    else if (entry.phase === "refused")
      counts = countRequest(counts, { day: local.day(time), subject: entry });
    else if (entry.phase === "end") {
      const request = begun.get(entry.id);
      if (request !== undefined) counts = countRequest(counts, { ...request, end: entry });
      begun.delete(entry.id);
    }
  }
  return [...begun.values()].reduce(countRequest, counts);
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
  };
}

/** What is known of today; without the other windows until they have been counted. */
export type Today = { readonly counts: DayCounts; readonly everyWindow: boolean };

/** `Today: 12 sent on this device, 0 off it. 31 errands without text of yours, 0 refused.` */
export function dayLine(
  { onDevice, offDevice, errands, refused }: DayCounts,
  when: "Today" | "Today in this window" = "Today",
): string {
  return `${when}: ${onDevice} sent on this device, ${offDevice} off it. ${errands} errands without text of yours, ${refused} refused.`;
}
