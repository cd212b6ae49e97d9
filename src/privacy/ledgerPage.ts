import { plainLine } from "../base/plainLine.ts";
import { firstBreak } from "../ledger/chain.ts";
import type { LedgerFile } from "../ledger/ledger.ts";
import type { AttemptEntry, EndEntry, LedgerRecord, RefusedEntry } from "../ledger/record.ts";
import { modeLabel, isMode } from "../terms/mode.ts";
import { destinationLabel } from "../terms/destination.ts";
import { countDay, dayLine } from "./ledgerCounts.ts";

type Row = {
  readonly time: string;
  readonly subject: AttemptEntry | RefusedEntry;
  readonly end: EndEntry | undefined;
};

/** Lines of the page before its rows, without those that say whether the chains hold. */
const linesAboveRows = 5;

function rowsOf(records: readonly LedgerRecord[]): readonly Row[] {
  const ends = new Map(
    records.flatMap(({ entry }) => (entry.phase === "end" ? [[entry.id, entry] as const] : [])),
  );
  return records.flatMap(({ time, entry }) =>
    entry.phase === "end" ? [] : [{ time, subject: entry, end: ends.get(entry.id) }],
  );
}

/** Sizes as they are written everywhere: `214 B`, `2.1 KB`, `1.4 MB`. */
export function sizeLabel(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function outcomeLabel({ subject, end }: Row): string {
  if (subject.phase === "refused") return `refused: ${subject.refusal}`;
  return end === undefined ? "no end recorded: it may have left" : end.outcome;
}

function sourcesLabel({ subject }: Row): string {
  const files = subject.sources.filter(({ kind }) => kind === "file");
  if (files.length === 0) return "";
  const names = files.map(({ path = "", lines }) =>
    lines === undefined ? path : `${path}:${lines.first}–${lines.last}`,
  );
  return `  files: ${names.join(", ")}`;
}

function rowText(row: Row): string {
  const { subject, end, time } = row;
  const columns = [
    time.replace("T", " ").slice(0, 19),
    subject.purpose.padEnd(15),
    destinationLabel(subject).padEnd(28),
    (end?.address ?? "").padEnd(16),
    (subject.model ?? "").padEnd(24),
    `out ${sizeLabel(subject.phase === "refused" ? 0 : subject.bytes)}`.padEnd(13),
    `in ${sizeLabel(end?.bytesIn ?? 0)}`.padEnd(12),
    `mode ${isMode(subject.mode) ? modeLabel(subject.mode) : subject.mode}`.padEnd(23),
    outcomeLabel(row),
  ];
  return plainLine(`${columns.join("  ").trimEnd()}${sourcesLabel(row)}`);
}

function checkText(file: LedgerFile): string | undefined {
  const broken = firstBreak(file.records);
  if (file.unreadable > 0) return `${file.name}: ${file.unreadable} lines are not records.`;
  return broken === undefined ? undefined : `${file.name}: the chain breaks at record ${broken}.`;
}

function newestFirst(files: readonly LedgerFile[]): readonly Row[] {
  return rowsOf(files.flatMap((file) => file.records)).toSorted((a, b) => b.time.localeCompare(a.time));
}

function checkLines(files: readonly LedgerFile[]): readonly string[] {
  const problems = files.map(checkText).filter((text) => text !== undefined);
  if (problems.length > 0) return problems;
  return [`Checked: ${files.length} ${files.length === 1 ? "file, its" : "files, every"} chain holds.`];
}

/** The whole ledger as a page to read: newest first, every attempt and every refusal, and whether the chains hold. */
export function ledgerPage(files: readonly LedgerFile[], today: string): string {
  const rows = newestFirst(files);
  return [
    ...["Drawbridge ledger", ""],
    `${dayLine(countDay(files, today))} Times are UTC.`,
    ...checkLines(files),
    "An attempt is written before its first byte leaves. A refused request sent nothing.",
    "",
    ...(rows.length === 0 ? ["Nothing has been sent or refused yet."] : rows.map(rowText)),
    "",
  ].join("\n");
}

/** The line of {@link ledgerPage}, counted from 0, that tells of the request whose records have this id. */
export function ledgerLine(files: readonly LedgerFile[], record: string): number | undefined {
  const row = newestFirst(files).findIndex(({ subject }) => subject.id === record);
  return row < 0 ? undefined : linesAboveRows + checkLines(files).length + row;
}
