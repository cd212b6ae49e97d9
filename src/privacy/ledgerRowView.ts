import { plainLine } from "../base/plainLine.ts";
import { measuredClass } from "../egress/measuredDestination.ts";
import { keepsBody } from "../ledger/bodyStore.ts";
import type { LedgerRow } from "../ledger/ledgerRows.ts";
import type { EndEntry } from "../ledger/record.ts";
import type { LedgerFact, LedgerFileView, LedgerRowView } from "../protocol/ledgerMessages.ts";
import { destinationIcon, destinationLabel } from "../terms/destination.ts";
import { isMode, modeLabel } from "../terms/mode.ts";
import {
  classWords,
  countLabel,
  grantWords,
  outcomeWords,
  purposeLabel,
  refusalWords,
  secondsLabel,
  sizeLabel,
} from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";

/** What a row is put into words with. */
export type RowSurroundings = {
  readonly local: LocalTime;
  /** Whether a request of this window is still under way. */
  readonly isRunning: (id: string) => boolean;
};

type Subject = LedgerRow["subject"];
type Source = Subject["sources"][number];
type Pairs = readonly (readonly [label: string, value: string | undefined])[];

/** A row by what was measured: it was recorded before anybody answered. */
function measured(row: LedgerRow): LedgerRow {
  const { subject, end } = row;
  if (end?.address === undefined) return row;
  return { ...row, subject: { ...subject, class: measuredClass(subject.class, end.address) } };
}

/** A row in words. Whatever came from a server, a file or a setting is one line of text, and only that. */
export function ledgerRowView(recorded: LedgerRow, surroundings: RowSurroundings): LedgerRowView {
  const row = measured(recorded);
  const { subject, end, time } = row;
  const { local } = surroundings;
  return {
    id: subject.id,
    day: local.day(time),
    time: local.clock(time),
    icon: destinationIcon(subject.class),
    ...(subject.phase === "refused" ? refusedLine(subject) : sentLine(row, surroundings)),
    took: end === undefined ? "" : secondsLabel(end.tookMs),
    refused: subject.phase === "refused",
    facts: facts(row, surroundings),
    files: subject.sources.filter(({ kind }) => kind === "file").map(fileView),
  };
}

type Line = Pick<LedgerRowView, "lead" | "model" | "destination" | "ending" | "sizes" | "hasBody">;

function refusedLine({ purpose, host, refusal }: Subject & { readonly phase: "refused" }): Line {
  const lead = plainLine(`Refused: ${purposeLabel(purpose)} to ${host}: ${refusalWords(refusal)}`);
  return { lead, model: "", destination: "", ending: "", sizes: "", hasBody: false };
}

function sentLine(row: LedgerRow, surroundings: RowSurroundings): Line {
  const { subject, end } = row;
  const out = `${sizeLabel(subject.bytes)} out`;
  return {
    lead: plainLine(purposeLabel(subject.purpose)),
    model: plainLine(subject.model ?? ""),
    destination: plainLine(destinationLabel(subject)),
    ending: end?.outcome === "done" ? "" : plainLine(ending(row, surroundings)),
    sizes: end === undefined ? out : `${out}, ${sizeLabel(end.bytesIn)} in`,
    hasBody: subject.bytes > 0 && keepsBody(subject.class),
  };
}

function ending({ subject, end }: LedgerRow, { isRunning }: RowSurroundings): string {
  if (end !== undefined) return outcomeWords(end.outcome);
  return isRunning(subject.id) ? "under way" : "no end recorded: it may have left";
}

function fileView({ path = "", lines, bytes, sha256 = "" }: Source): LedgerFileView {
  const part = [
    ...(lines === undefined ? ["the whole file"] : [lineWords(lines)]),
    ...(bytes === undefined ? [] : [sizeLabel(bytes)]),
  ];
  return { path, name: plainLine(path), part: part.join(" · "), sha256: plainLine(sha256) };
}

function lineWords({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
}

function facts(row: LedgerRow, surroundings: RowSurroundings): readonly LedgerFact[] {
  const { subject } = row;
  const pairs: Pairs = [
    ...when(row, surroundings),
    ["Workspace", subject.workspace],
    ["Started by", subject.trigger && (subject.trigger === "person" ? "you" : "Drawbridge by itself")],
    ["Provider", subject.provider],
    ["Model", subject.model],
    ...where(row),
    ...what(row),
    ...(subject.phase === "refused" ? refusedBecause(subject) : allowedBecause(subject)),
    ["Mode then", isMode(subject.mode) ? modeLabel(subject.mode) : subject.mode],
    ["Policy changes before", countLabel(subject.epoch)],
    ["Drawbridge", subject.version],
    ["Request", subject.id],
    ["Mark of the body", subject.phase === "attempt" ? subject.bodyHmac : undefined],
    ["Hash of the record", row.hash],
    ["Record", row.file === "" ? `${row.seq}` : `${row.seq} of ${row.file}`],
  ];
  return pairs.flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [{ label, value: plainLine(value) }],
  );
}

function when(row: LedgerRow, surroundings: RowSurroundings): Pairs {
  const { time, subject, end } = row;
  const { local } = surroundings;
  return [
    ["Recorded", `${local.day(time)} ${local.clock(time)} ${local.zone} (${time})`],
    ["Ended", subject.phase === "refused" ? undefined : ending(row, surroundings)],
    ["Took", end && `${countLabel(end.tookMs)} ms`],
  ];
}

function where({ subject, end }: LedgerRow): Pairs {
  const sent = subject.phase === "attempt";
  return [
    ["Destination", destinationLabel(subject)],
    ["Which was", classWords(subject.class)],
    ["Dialled", sent ? subject.origin : undefined],
    ["Would have dialled", sent ? undefined : subject.origin],
    ["Address measured", sent && end !== undefined ? addressWords(end) : undefined],
    [
      "Carried by",
      sent && subject.carrier === "editor" ? "the editor's own fetch, perhaps through its proxy" : undefined,
    ],
    ["Asked for", subject.path === "" ? undefined : `${subject.method} ${subject.path}`],
  ];
}

function addressWords({ address }: EndEntry): string {
  if (address === undefined) return "none, nothing was reached";
  return address === "notObservable" ? "the editor does not tell" : address;
}

const sourceWords: { readonly [K in Source["kind"]]: string } = {
  instructions: "Drawbridge's instructions",
  question: "your question",
  answer: "an answer",
  file: "files",
};

function what({ subject, end }: LedgerRow): Pairs {
  const { bytes, sources, redactions = [] } = subject;
  const kinds = [...new Set(sources.map(({ kind }) => sourceWords[kind]))];
  const out = subject.phase === "attempt" ? "Sent" : "Would have sent";
  return [
    [out, `${countLabel(bytes)} bytes`],
    ["Made from", kinds.join(", ")],
    ["Taken out before", redactions.map(({ label, count }) => `${countLabel(count)} × ${label}`).join(", ")],
    ["Received", end && `${countLabel(end.bytesIn)} bytes`],
    ["Status", end?.status?.toString()],
    ["Tokens", end && tokens(end)],
  ];
}

function tokens({ promptTokens, answerTokens }: EndEntry): string {
  return [
    ...(promptTokens === undefined ? [] : [`${countLabel(promptTokens)} in the prompt`]),
    ...(answerTokens === undefined ? [] : [`${countLabel(answerTokens)} in the answer`]),
  ].join(", ");
}

function allowedBecause({ grant, grantId }: Subject & { readonly phase: "attempt" }): Pairs {
  return [
    ["Allowed by", grantWords(grant)],
    ["Grant", grantId],
  ];
}

function refusedBecause({ refusal }: Subject & { readonly phase: "refused" }): Pairs {
  return [["Refused because", `${refusalWords(refusal)}; nothing was sent`]];
}
