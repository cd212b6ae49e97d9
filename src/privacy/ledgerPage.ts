import { plainLine } from "../base/plainLine.ts";
import type { LedgerRow } from "../ledger/ledgerRows.ts";
import type { BreakReason, FileVerdict } from "../ledger/verify.ts";
import { modeLabel, isMode } from "../terms/mode.ts";
import { destinationLabel } from "../terms/destination.ts";
import { dayLine, type DayCounts } from "./ledgerCounts.ts";

/** Sizes as they are written everywhere: `214 B`, `2.1 KB`, `1.4 MB`. */
export function sizeLabel(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function outcomeLabel({ subject, end }: LedgerRow): string {
  if (subject.phase === "refused") return `refused: ${subject.refusal}`;
  return end === undefined ? "no end recorded: it may have left" : end.outcome;
}

function sourcesLabel({ subject }: LedgerRow): string {
  const files = subject.sources.filter(({ kind }) => kind === "file");
  if (files.length === 0) return "";
  const names = files.map(({ path = "", lines }) =>
    lines === undefined ? path : `${path}:${lines.first}–${lines.last}`,
  );
  return `  files: ${names.join(", ")}`;
}

function rowText(row: LedgerRow): string {
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

const reasonLabels: { readonly [R in BreakReason]: string } = {
  edited: "was changed",
  removed: "follows on records that are gone",
  swapped: "changed places with another",
  inserted: "was put in",
  unreadable: "cannot be read",
};

/** What is wrong with a file in one sentence; `undefined` when its chain holds. */
function problemText(verdict: FileVerdict): string | undefined {
  switch (verdict.kind) {
    case "holds":
      return undefined;
    case "brokenAt":
      return `${verdict.file}: the chain breaks at record ${verdict.seq}, which ${reasonLabels[verdict.reason]}.`;
    case "cutShort":
      return `${verdict.file}: the file was cut short, ${verdict.found} of ${verdict.expected} records are left.`;
    case "missing":
      return `${verdict.file}: the file is gone, and ${verdict.expected} records with it.`;
  }
}

/** What the page is made from: every row, newest first, what came of the check, and today's counts. */
export type LedgerPageParts = {
  readonly rows: readonly LedgerRow[];
  readonly verdicts: readonly FileVerdict[];
  readonly today: DayCounts;
};

/** The whole ledger as a page to read: newest first, every attempt and every refusal, and whether the chains hold. */
export function ledgerPage({ rows, verdicts, today }: LedgerPageParts): string {
  const problems = verdicts.map(problemText).filter((text) => text !== undefined);
  return [
    "Drawbridge ledger",
    "",
    `${dayLine(today)} Times are UTC.`,
    problems.length === 0
      ? `Checked: ${verdicts.length} ${verdicts.length === 1 ? "file, its" : "files, every"} chain holds.`
      : problems.join("\n"),
    "An attempt is written before its first byte leaves. A refused request sent nothing.",
    "",
    ...(rows.length === 0 ? ["Nothing has been sent or refused yet."] : rows.map(rowText)),
    "",
  ].join("\n");
}
