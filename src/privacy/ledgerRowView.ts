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
import { ruleFrom } from "../terms/ruleFrom.ts";
import { say } from "../terms/words.ts";

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
  const lead = plainLine(say("Refused: {0} to {1}: {2}", purposeLabel(purpose), host, refusalWords(refusal)));
  return { lead, model: "", destination: "", ending: "", sizes: "", hasBody: false };
}

function sentLine(row: RequestRow, surroundings: RowSurroundings): Line {
  const { subject, end } = row;
  const out = say("{0} out", sizeLabel(subject.bytes));
  return {
    lead: plainLine(purposeLabel(subject.purpose)),
    model: plainLine(subject.model ?? ""),
    destination: plainLine(destinationLabel(subject)),
    ending: end?.outcome === "done" ? "" : plainLine(ending(row, surroundings)),
    sizes: end === undefined ? out : say("{0}, {1} in", out, sizeLabel(end.bytesIn)),
    hasBody: subject.bytes > 0 && keepsBody(subject.class),
  };
}

function ending({ subject, end }: RequestRow, { isRunning }: RowSurroundings): string {
  if (end !== undefined) return outcomeWords(end.outcome);
  return isRunning(subject.id) ? say("under way") : say("no end recorded: it may have left");
}

function fileView({ path = "", lines, bytes, sha256 = "" }: Source): LedgerFileView {
  const part = [
    ...(lines === undefined ? [say("the whole file")] : [lineWords(lines)]),
    ...(bytes === undefined ? [] : [sizeLabel(bytes)]),
  ];
  return { path, name: plainLine(path), part: part.join(" · "), sha256: plainLine(sha256) };
}

function lineWords({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? say("line {0}", first) : say("lines {0}–{1}", first, last);
}

function facts(row: RequestRow, surroundings: RowSurroundings): readonly LedgerFact[] {
  const { subject } = row;
  const pairs: Pairs = [
    ...when(row, surroundings),
    [say("Workspace"), subject.workspace],
    [
      say("Started by"),
      subject.trigger && (subject.trigger === "person" ? "you" : say("Drawbridge by itself")),
    ],
    [say("Provider"), subject.provider],
    [say("Model"), subject.model],
    ...where(row),
    ...what(row),
    ...(subject.phase === "refused" ? refusedBecause(subject) : allowedBecause(subject)),
    [say("Mode then"), isMode(subject.mode) ? modeLabel(subject.mode) : subject.mode],
    [say("What is allowed had changed"), changesWords(subject.epoch)],
    ["Drawbridge", subject.version],
    [say("Request"), subject.id],
    [say("Mark of the body"), subject.phase === "attempt" ? subject.bodyHmac : undefined],
    [say("Hash of the record"), row.hash],
    [say("Record"), row.file === "" ? `${row.seq}` : say("{0} of {1}", row.seq, row.file)],
  ];
  return pairs.flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [{ label, value: plainLine(value) }],
  );
}

function changesWords(count: number): string {
  if (count === 0) return say("not since the window opened");
  return count === 1
    ? say("1 time since the window opened")
    : say("{0} times since the window opened", countLabel(count));
}

function when(row: RequestRow, surroundings: RowSurroundings): Pairs {
  const { time, subject, end } = row;
  const { local } = surroundings;
  return [
    [say("Recorded"), `${local.day(time)} ${local.clock(time)} ${local.zone} (${time})`],
    [say("Ended"), subject.phase === "refused" ? undefined : ending(row, surroundings)],
    [say("Took"), end && say("{0} ms", countLabel(end.tookMs))],
  ];
}

function where({ subject, end }: RequestRow): Pairs {
  const sent = subject.phase === "attempt";
  return [
    [say("Destination"), destinationLabel(subject)],
    [say("Which was"), classWords(subject.class)],
    [say("Dialled"), sent ? subject.origin : undefined],
    [say("Would have dialled"), sent ? undefined : subject.origin],
    [say("Address measured"), sent && end !== undefined ? addressWords(end) : undefined],
    [
      say("Carried by"),
      sent && subject.carrier === "editor"
        ? say("the editor's own fetch, perhaps through its proxy")
        : undefined,
    ],
    [say("Beyond that"), sent ? beyondWords(subject) : undefined],
    [say("Asked for"), subject.path === "" ? undefined : `${subject.method} ${subject.path}`],
  ];
}

/** What a server does about a pull is not measured here. */
function beyondWords({ purpose, model = "" }: Subject): string | undefined {
  return isPull(purpose)
    ? say("the server itself contacts {0} to fetch the model, which is not recorded", registryOf(model))
    : undefined;
}

function addressWords({ address }: EndEntry): string {
  if (address === undefined) return say("none, nothing was reached");
  return address === "notObservable" ? say("the editor does not tell") : address;
}

const sourceWords: { readonly [K in Source["kind"]]: string } = {
  instructions: say("Drawbridge's instructions"),
  question: say("your question"),
  answer: say("an answer"),
  history: say("first lines of earlier commits"),
  file: "files",
  terminal: "a terminal's output",
  pasted: say("pasted text"),
};

function what({ subject, end }: RequestRow): Pairs {
  const { bytes, sources, redactions = [] } = subject;
  const kinds = [...new Set(sources.map(({ kind }) => sourceWords[kind]))];
  const out = subject.phase === "attempt" ? say("Sent") : say("Would have sent");
  return [
    [out, say("{0} bytes", countLabel(bytes))],
    [say("Made from"), kinds.join(", ")],
    [
      say("Taken out before"),
      redactions.map(({ label, count }) => `${countLabel(count)} × ${label}`).join(", "),
    ],
    [say("Received"), end && say("{0} bytes", countLabel(end.bytesIn))],
    [say("Status"), end?.status?.toString()],
    [say("Tokens"), end && tokens(end)],
  ];
}

function tokens({ promptTokens, answerTokens }: EndEntry): string {
  return [
    ...(promptTokens === undefined ? [] : [say("{0} in the prompt", countLabel(promptTokens))]),
    ...(answerTokens === undefined ? [] : [say("{0} in the answer", countLabel(answerTokens))]),
  ].join(", ");
}

function allowedBecause({ grant, grantId }: Subject & { readonly phase: "attempt" }): Pairs {
  return [
    [say("Allowed by"), grantWords(grant)],
    [say("Grant"), grantId],
  ];
}

function refusedBecause({ refusal, rule }: Subject & { readonly phase: "refused" }): Pairs {
  return [
    [say("Refused because"), say("{0}; nothing was sent", refusalWords(refusal))],
    [say("Kept out"), rule?.path],
    [say("By the rule"), rule && `${rule.rule} (${ruleFrom(rule.from)})`],
  ];
}
