import type { LedgerRow, RequestRow } from "../ledger/ledgerRows.ts";
import type { AttemptEntry, EndEntry } from "../ledger/record.ts";

/** JSON lines: every line as it is stored, its chain included; a broken one is evidence, too. Yields whole lines. */
export async function* exportJsonLines(stored: AsyncIterable<string>): AsyncGenerator<string, void> {
  for await (const line of stored) yield `${line}\n`;
}

type Cell = string | number | undefined;

/** One file with its lines, as in `src/sum.ts:3-9`. */
function sourceCell({ kind, path, lines }: RequestRow["subject"]["sources"][number]): string {
  const name = path ?? kind;
  return lines === undefined ? name : `${name}:${lines.first}-${lines.last}`;
}

type Request = RequestRow["subject"];

/** A cell of requests; empty for a link. */
function ofRequest(cell: (subject: Request, end: EndEntry | undefined) => Cell): (row: LedgerRow) => Cell {
  return ({ subject, end }) => (subject.phase === "opened" ? undefined : cell(subject, end));
}

/** A cell of attempts; empty for a refusal and a link. */
function ofAttempt(cell: (subject: AttemptEntry) => Cell): (row: LedgerRow) => Cell {
  return ({ subject }) => (subject.phase === "attempt" ? cell(subject) : undefined);
}

function outcome({ subject, end }: LedgerRow): string {
  if (subject.phase === "refused") return `refused: ${subject.refusal}`;
  return end?.outcome ?? (subject.phase === "opened" ? "may have been opened" : "may have left");
}

/** One column per row of this table, in this order. Names stay as they are: spreadsheets and scripts depend on them. */
const columns: Readonly<Record<string, (row: LedgerRow) => Cell>> = {
  time: ({ time }) => time,
  file: ({ file }) => file,
  seq: ({ seq }) => seq,
  id: ({ subject }) => subject.id,
  purpose: ({ subject }) => (subject.phase === "opened" ? "link" : subject.purpose),
  trigger: ({ subject }) => (subject.phase === "opened" ? "person" : subject.trigger),
  workspace: ({ subject }) => subject.workspace,
  workspaceKey: ({ subject }) => subject.workspaceKey,
  provider: ofRequest(({ provider }) => provider),
  model: ofRequest(({ model }) => model),
  class: ofRequest((subject) => subject.class),
  host: ({ subject }) => subject.host,
  origin: ofRequest(({ origin }) => origin),
  via: ofRequest(({ via }) => via),
  carrier: ofAttempt(({ carrier }) => carrier),
  address: ofRequest((_, end) => end?.address),
  method: ofRequest(({ method }) => method),
  path: ofRequest(({ path }) => path),
  outcome,
  status: ofRequest((_, end) => end?.status),
  bytesOut: ofRequest(({ phase, bytes }) => (phase === "refused" ? 0 : bytes)),
  bytesIn: ofRequest((_, end) => end?.bytesIn),
  promptTokens: ofRequest((_, end) => end?.promptTokens),
  answerTokens: ofRequest((_, end) => end?.answerTokens),
  tookMs: ofRequest((_, end) => end?.tookMs),
  mode: ofRequest(({ mode }) => mode),
  grant: ofAttempt(({ grant }) => grant),
  grantId: ofAttempt(({ grantId }) => grantId),
  sources: ofRequest(({ sources }) => sources.map(sourceCell).join("; ")),
  redactions: ofRequest(({ redactions }) =>
    redactions?.map(({ label, count }) => `${label} × ${count}`).join("; "),
  ),
  bodyHmac: ofAttempt(({ bodyHmac }) => bodyHmac),
  version: ({ subject }) => subject.version,
  url: ({ subject }) => (subject.phase === "opened" ? subject.url : undefined),
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

/** CSV (RFC 4180), a line of names and then one per request, refusal or opened link. Yields whole lines. */
export async function* exportCsv(rows: AsyncIterable<LedgerRow>): AsyncGenerator<string, void> {
  yield lineOf(Object.keys(columns));
  const cells = Object.values(columns);
  for await (const row of rows) yield lineOf(cells.map((cell) => cell(row)));
}
