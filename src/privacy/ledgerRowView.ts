import { plainLine } from "../base/plainLine.ts";
import { measuredClass } from "../egress/measuredDestination.ts";
import { keepsBody } from "../ledger/bodyStore.ts";
import type { LedgerRow, RequestRow } from "../ledger/ledgerRows.ts";
import type { EndEntry } from "../ledger/record.ts";
import type { LedgerFact, LedgerFileView, LedgerRowView } from "../protocol/ledgerMessages.ts";
import { destinationIcon, destinationLabel } from "../terms/destination.ts";
import { registryOf } from "../terms/modelName.ts";
import { isMode, modeLabel } from "../terms/mode.ts";
import {
  classWords,
  countLabel,
  countOf,
  grantWords,
  isPull,
  outcomeWords,
  purposeLabel,
  refusalWords,
  secondsLabel,
  sizeLabel,
} from "./ledgerWords.ts";
import { linkRowView } from "./linkRowView.ts";
import type { RowSurroundings } from "./rowSurroundings.ts";

type Subject = RequestRow["subject"];
type Source = Subject["sources"][number];
type Pairs = readonly (readonly [label: string, value: string | undefined])[];

/** A row by what was measured: it was recorded before anybody answered. */
function measured(row: RequestRow): RequestRow {
  const { subject, end } = row;
  if (end?.address === undefined) return row;
  return { ...row, subject: { ...subject, class: measuredClass(subject.class, end.address) } };
}

/** A row in words. Whatever came from a server, a file or a setting is one line of text, and only that. */
export function ledgerRowView(recorded: LedgerRow, surroundings: RowSurroundings): LedgerRowView {
  const { subject } = recorded;
  return subject.phase === "opened"
    ? linkRowView({ ...recorded, subject }, surroundings)
    : requestRowView(measured({ ...recorded, subject }), surroundings);
}

function requestRowView(row: RequestRow, surroundings: RowSurroundings): LedgerRowView {
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

function sentLine(row: RequestRow, surroundings: RowSurroundings): Line {
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

function ending({ subject, end }: RequestRow, { isRunning }: RowSurroundings): string {
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

function facts(row: RequestRow, surroundings: RowSurroundings): readonly LedgerFact[] {
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
    ["What is allowed had changed", changesWords(subject.epoch)],
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

function changesWords(count: number): string {
  return count === 0 ? "not since the window opened" : `${countOf(count, "time")} since the window opened`;
}

function when(row: RequestRow, surroundings: RowSurroundings): Pairs {
  const { time, subject, end } = row;
  const { local } = surroundings;
  return [
    ["Recorded", `${local.day(time)} ${local.clock(time)} ${local.zone} (${time})`],
    ["Ended", subject.phase === "refused" ? undefined : ending(row, surroundings)],
    ["Took", end && `${countLabel(end.tookMs)} ms`],
  ];
}

function where({ subject, end }: RequestRow): Pairs {
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
    ["Beyond that", sent ? beyondWords(subject) : undefined],
    ["Asked for", subject.path === "" ? undefined : `${subject.method} ${subject.path}`],
  ];
}

/** What a server does about a pull is not measured here. */
function beyondWords({ purpose, model = "" }: Subject): string | undefined {
  return isPull(purpose)
    ? `the server itself contacts ${registryOf(model)} to fetch the model, which is not recorded`
    : undefined;
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
  terminal: "a terminal's output",
  pasted: "pasted text",
};

function what({ subject, end }: RequestRow): Pairs {
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

function refusedBecause({ refusal, rule }: Subject & { readonly phase: "refused" }): Pairs {
  return [
    ["Refused because", `${refusalWords(refusal)}; nothing was sent`],
    ["Kept out", rule?.path],
    ["By the rule", rule && `${rule.rule} (${rule.from})`],
  ];
}
