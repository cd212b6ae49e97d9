import type { LedgerRow } from "../ledger/ledgerRows.ts";

/** JSON lines: every line as it is stored, its chain included; a broken one is evidence, too. Yields whole lines. */
export async function* exportJsonLines(stored: AsyncIterable<string>): AsyncGenerator<string, void> {
  for await (const line of stored) yield `${line}\n`;
}

type Cell = string | number | undefined;

/** One file with its lines, as in `src/sum.ts:3-9`. */
function sourceCell({ kind, path, lines }: LedgerRow["subject"]["sources"][number]): string {
  const name = path ?? kind;
  return lines === undefined ? name : `${name}:${lines.first}-${lines.last}`;
}

/** One column per row of this table, in this order. Names stay as they are: spreadsheets and scripts depend on them. */
const columns: Readonly<Record<string, (row: LedgerRow) => Cell>> = {
  time: ({ time }) => time,
  file: ({ file }) => file,
  seq: ({ seq }) => seq,
  id: ({ subject }) => subject.id,
  purpose: ({ subject }) => subject.purpose,
  trigger: ({ subject }) => subject.trigger,
  workspace: ({ subject }) => subject.workspace,
  workspaceKey: ({ subject }) => subject.workspaceKey,
  provider: ({ subject }) => subject.provider,
  model: ({ subject }) => subject.model,
  class: ({ subject }) => subject.class,
  host: ({ subject }) => subject.host,
  origin: ({ subject }) => subject.origin,
  via: ({ subject }) => subject.via,
  carrier: ({ subject }) => (subject.phase === "attempt" ? subject.carrier : undefined),
  address: ({ end }) => end?.address,
  method: ({ subject }) => subject.method,
  path: ({ subject }) => subject.path,
  outcome: ({ subject, end }) =>
    subject.phase === "refused" ? `refused: ${subject.refusal}` : (end?.outcome ?? "may have left"),
  status: ({ end }) => end?.status,
  bytesOut: ({ subject }) => (subject.phase === "refused" ? 0 : subject.bytes),
  bytesIn: ({ end }) => end?.bytesIn,
  promptTokens: ({ end }) => end?.promptTokens,
  answerTokens: ({ end }) => end?.answerTokens,
  tookMs: ({ end }) => end?.tookMs,
  mode: ({ subject }) => subject.mode,
  grant: ({ subject }) => (subject.phase === "attempt" ? subject.grant : undefined),
  grantId: ({ subject }) => (subject.phase === "attempt" ? subject.grantId : undefined),
  sources: ({ subject }) => subject.sources.map(sourceCell).join("; "),
  redactions: ({ subject }) =>
    subject.redactions?.map(({ label, count }) => `${label} × ${count}`).join("; "),
  bodyHmac: ({ subject }) => (subject.phase === "attempt" ? subject.bodyHmac : undefined),
  version: ({ subject }) => subject.version,
};

/** A cell as RFC 4180 writes it; what a spreadsheet would take for a formula gets an apostrophe in front. */
function cellText(cell: Cell): string {
  if (typeof cell === "number" || cell === undefined) return String(cell ?? "");
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

/** CSV (RFC 4180), a line of names and then one per request or refusal. Yields whole lines. */
export async function* exportCsv(rows: AsyncIterable<LedgerRow>): AsyncGenerator<string, void> {
  yield lineOf(Object.keys(columns));
  const cells = Object.values(columns);
  for await (const row of rows) yield lineOf(cells.map((cell) => cell(row)));
}
