import type { LedgerRow, LinkRow, RequestRow } from "../ledger/ledgerRows.ts";
import type { EndEntry } from "../ledger/record.ts";
import type { LedgerFilter, LedgerScope } from "../protocol/ledgerMessages.ts";
import { destinationLabel } from "../terms/destination.ts";
import { isErrand, purposeLabel, refusalWords } from "./ledgerWords.ts";
import { whereabouts } from "./whereabouts.ts";

/** What a filter is judged by besides the row. */
export type FilterPlace = {
  /** The workspace of this window, as records name it. */
  readonly workspaceKey: string;
  /** Whether an ISO time is of this week. */
  readonly isThisWeek: (time: string) => boolean;
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
  return (row) => {
    const isListed =
      scopes[filter.scope](row, place) &&
      (!filter.here || row.subject.workspaceKey === place.workspaceKey) &&
      (filter.file === undefined || carries(row, filter.file)) &&
      hasWords(row, words);
    if (!isListed) return "other";
    return filter.errands || !isErrandRow(row) ? "shown" : "errand";
  };
}

function isErrandRow({ subject }: LedgerRow): boolean {
  return subject.phase !== "opened" && isErrand(subject.purpose);
}

function hasWords(row: LedgerRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { subject, end } = row;
  const text = subject.phase === "opened" ? linkText(subject) : requestText(subject, end);
  return words.every((word) => text.includes(word));
}

function linkText({ id, url, host, workspace }: LinkRow["subject"]): string {
  return ["link opened", url, host, workspace, id].join("\n").toLowerCase();
}

function requestText(subject: RequestRow["subject"], end: EndEntry | undefined): string {
  const { id, purpose, model = "", provider, host, origin, workspace, path } = subject;
  return [
    ...[purposeLabel(purpose), model, provider, host, origin, workspace, path, id],
    destinationLabel(subject),
    end?.address ?? "",
    subject.phase === "refused" ? `refused ${refusalWords(subject.refusal)}` : "",
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
