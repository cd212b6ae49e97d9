import { isRequestRow, type LedgerRow, type LinkRow, type RequestRow } from "../ledger/ledgerRows.ts";
import type { EndEntry } from "../ledger/record.ts";
import type { LedgerFilter, LedgerFlow, LedgerScope } from "../protocol/ledgerMessages.ts";
import { destinationLabel } from "../terms/destination.ts";
import { flowLineOf } from "./flowLine.ts";
import { isErrand, purposeLabel, refusalWords } from "./ledgerWords.ts";
import { whereabouts } from "./whereabouts.ts";
import { say } from "../terms/words.ts";

/** What a filter is judged by besides the row. */
export type FilterPlace = {
  /** The workspace of this window, as records name it. */
  readonly workspaceKey: string;
  /** Whether an ISO time is of this week. */
  readonly isThisWeek: (time: string) => boolean;
  /** The reader's day of an ISO time. */
  readonly day: (time: string) => string;
  /** Whether a request of this window is still under way. */
  readonly isRunning: (id: string) => boolean;
};

/** `shown`, or why not: an `errand` is only left out because errands are. */
export type Judgement = "shown" | "errand" | "other";

type Test = (row: LedgerRow, place: FilterPlace) => boolean;

const scopes: { readonly [S in LedgerScope]: Test } = {
  all: () => true,
  left: (row) => whereabouts(row) === "left",
  leftThisWeek: (row, { isThisWeek }) => whereabouts(row) === "left" && isThisWeek(row.time),
  refused: (row) => whereabouts(row) === "refused",
};

/** Makes the test of a filter. */
export function rowFilter(filter: LedgerFilter, place: FilterPlace): (row: LedgerRow) => Judgement {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const tests: readonly Test[] = [scopes[filter.scope], isHere(filter), isNarrow(filter)];
  return (row) => {
    if (!tests.every((test) => test(row, place)) || !hasWords(row, words)) return "other";
    return filter.errands || !isErrandRow(row) ? "shown" : "errand";
  };
}

function isErrandRow(row: LedgerRow): boolean {
  return isRequestRow(row) && isErrand(row.subject.purpose);
}

function isHere({ here }: LedgerFilter): Test {
  return (row, place) => !here || row.subject.workspaceKey === place.workspaceKey;
}

/** Of one file and one way, where those are asked for. */
function isNarrow({ file, flow }: LedgerFilter): Test {
  return (row, place) =>
    (file === undefined || carries(row, file)) && (flow === undefined || tookWay(row, flow, place));
}

function tookWay(row: LedgerRow, { line, since }: LedgerFlow, { day, isRunning }: FilterPlace): boolean {
  const isLate = since === undefined || day(row.time) >= since;
  return isLate && isRequestRow(row) && flowLineOf(row, isRunning).id === line;
}

function hasWords(row: LedgerRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { subject, end } = row;
  const text = subject.phase === "opened" ? linkText(subject) : requestText(subject, end);
  return words.every((word) => text.includes(word));
}

function linkText({ id, url, host, workspace }: LinkRow["subject"]): string {
  return [say("link opened"), url, host, workspace, id].join("\n").toLowerCase();
}

function requestText(subject: RequestRow["subject"], end: EndEntry | undefined): string {
  const { id, purpose, model = "", provider, host, origin, workspace, path } = subject;
  return [
    ...[purposeLabel(purpose), model, provider, host, origin, workspace, path, id],
    destinationLabel(subject),
    end?.address ?? "",
    subject.phase === "refused" ? say("refused {0}", refusalWords(subject.refusal)) : "",
    ...subject.sources.map((source) => source.path ?? ""),
  ]
    .join("\n")
    .toLowerCase();
}

function carries({ subject }: LedgerRow, file: string): boolean {
  return (
    subject.phase !== "opened" && subject.sources.some(({ kind, path }) => kind === "file" && path === file)
  );
}
