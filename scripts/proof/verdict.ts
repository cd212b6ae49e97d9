import { readMark, type CaptureLine, type Mark } from "./captureLog.ts";
import { capturedTexts } from "./capturedTexts.ts";
import { contactsOf, type Contact, type Explained } from "./contacts.ts";
import type { Expectation, Measured, PlannedStep, ProofPlan } from "./step.ts";

/**
 * `proved`: every contact was allowed or the editor's own, and every control was caught. `leak`: one was neither.
 * `void`: the catcher cannot be trusted. `failed`: the job did not do all it should.
 */
export type Verdict = "proved" | "leak" | "void" | "failed";

/** The tables of a proof, in the order in which they are shown. */
export const findingKinds = ["control", "baseline", "step", "variant", "allowed", "job", "catcher"] as const;

/** One line of the proof: a step, or what must hold of the job or the catcher as a whole. */
export type Finding = {
  readonly kind: (typeof findingKinds)[number];
  readonly name: string;
  readonly ok: boolean;
  /** Contacts off loopback: of a control, a baseline and what is allowed all of them, else those that must not be. */
  readonly events: number;
  readonly outcome: string;
  readonly measured?: Measured;
};

/** What the catcher's log proves about the planned steps. */
export type Judgement = {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Every contact off loopback, those of the controls included. */
  readonly events: readonly Contact[];
  /** The contacts that nothing in the plan explains. */
  readonly leaks: readonly Contact[];
  readonly explained: readonly Explained[];
};

/** Judges the catcher's log. What the log does not show is never taken for granted. */
export function judge(plan: ProofPlan, lines: readonly CaptureLine[]): Judgement {
  const { steps } = plan;
  if (steps.every(isControl) || !steps.some(isControl)) throw new Error("A proof needs steps and controls.");
  const { contacts, explained } = contactsOf(lines);
  const marks = lines.flatMap((line) => (line.kind === "mark" ? [readMark(line.text)] : []));
  const leaks = leaksAmong(contacts, steps);
  const strays = leaks.filter(({ step }) => !steps.some((one) => one.name === step && !isControl(one)));
  const findings: Finding[] = [
    ...steps.map((step) => judgeStep(step, marks, { contacts, leaks })),
    { ...whole("no contact outside the steps", describeStrays(strays)), kind: "job", events: strays.length },
    ...canaryFindings(plan, lines),
    { ...whole("the job ran to its end", howTheJobFailed(steps, marks, lines)), kind: "job" },
    { ...whole("the catcher saw every packet", whatWasMissed(lines)), kind: "catcher" },
  ];
  return { verdict: sum(findings, leaks), findings, events: contacts, leaks, explained };
}

function isControl({ expects }: PlannedStep): boolean {
  return expects !== undefined;
}

function leaksAmong(contacts: readonly Contact[], steps: readonly PlannedStep[]): readonly Contact[] {
  const planned = new Map(steps.map((step) => [step.name, step]));
  const isBaseline = ({ step }: Contact): boolean => planned.get(step ?? "")?.baseline === true;
  const editorsOwn = new Set(contacts.filter(isBaseline).map(identity));
  return contacts.filter((contact) => {
    const { expects = [], reaches = [] } = planned.get(contact.step ?? "") ?? {};
    const isMeant = [...expects, ...reaches].some((expected) => fits(contact, expected));
    return !isMeant && !editorsOwn.has(identity(contact));
  });
}

/** What makes two contacts the same for a comparison with the editor alone. */
function identity({ protocol, address, port, name }: Contact): string {
  return [protocol, name ?? address, port].join(" ");
}

function whole(name: string, problem: string | undefined): Omit<Finding, "kind"> {
  return { name, ok: problem === undefined, events: 0, outcome: problem ?? "yes" };
}

type StepKind = Exclude<Finding["kind"], "job" | "catcher">;

function kindOf({ expects, reaches, baseline, variant }: PlannedStep): StepKind {
  if (expects !== undefined) return "control";
  if (reaches !== undefined) return "allowed";
  if (baseline === true) return "baseline";
  return variant === true ? "variant" : "step";
}

const wells: { readonly [K in StepKind]: string } = {
  control: "caught",
  allowed: "reached what was allowed, and nothing else",
  baseline: "the editor's own",
  step: "stayed on the device",
  variant: "stayed on the device",
};

type Seen = { readonly contacts: readonly Contact[]; readonly leaks: readonly Contact[] };

function judgeStep(step: PlannedStep, marks: readonly Mark[], { contacts, leaks }: Seen): Finding {
  const isInside = (contact: Contact): boolean => contact.step === step.name;
  const inside = contacts.filter(isInside);
  const forbidden = leaks.filter(isInside);
  const ends = marks.filter((mark) => mark.edge === "end" && mark.step === step.name);
  const measured = ends[0]?.edge === "end" ? (ends[0].measured ?? {}) : {};
  const left = forbidden.length > 0 ? "LEFT THE DEVICE" : undefined;
  const kind = kindOf(step);
  const problems: { readonly [K in StepKind]: string | undefined } = {
    control: whatWasNotCaught(step.expects ?? [], inside),
    allowed: left ?? whatWasNotCaught(step.reaches ?? [], inside),
    baseline: undefined,
    step: left,
    variant: left,
  };
  const problem = problems[kind] ?? whatWentWrong(step, marks, measured);
  const events = kind === "step" || kind === "variant" ? forbidden.length : inside.length;
  const outcome = problem ?? wells[kind];
  return { kind, name: step.name, ok: problem === undefined, events, outcome, measured };
}

function whatWasNotCaught(expected: readonly Expectation[], inside: readonly Contact[]): string | undefined {
  const missed = expected.filter((one) => !inside.some((contact) => fits(contact, one)));
  if (missed.length === 0 && expected.length > 0) return undefined;
  return `NOT CAUGHT: ${missed.map(contactText).join("; ")}`;
}

function whatWentWrong(
  { name }: PlannedStep,
  marks: readonly Mark[],
  measured: Measured,
): string | undefined {
  const own = marks.filter(({ step }) => step === name);
  const ends = own.flatMap((mark) => (mark.edge === "end" ? [mark] : []));
  if (own.length !== 2 || ends.length !== 1) return "did not run from begin to end exactly once";
  return ends[0]?.error ?? (Object.keys(measured).length === 0 ? "measured nothing" : undefined);
}

function fits(contact: Contact, expected: Expectation): boolean {
  return (
    contact.protocol === expected.protocol &&
    (expected.address === undefined || contact.address === expected.address) &&
    (expected.port === undefined || contact.port === expected.port) &&
    (expected.name === undefined || contact.name === expected.name)
  );
}

/** Whether a file's text was in a packet, and whether that would have been found. */
function canaryFindings(
  { canaries = [], controlCanary }: ProofPlan,
  lines: readonly CaptureLine[],
): readonly Finding[] {
  if (controlCanary === undefined) return [];
  const found = capturedTexts(lines, [...canaries, controlCanary]);
  const leaked = found.filter((text) => text !== controlCanary);
  const problem = leaked.length === 0 ? undefined : `LEFT THE DEVICE: ${leaked.join(", ")}`;
  const unseen = found.includes(controlCanary) ? undefined : "NOT CAUGHT: the text sent on purpose";
  return [
    { ...whole("no text of the project's files in any packet", problem), kind: "job", events: leaked.length },
    { ...whole("a text sent on purpose is found in the packets", unseen), kind: "catcher" },
  ];
}

function sum(findings: readonly Finding[], leaks: readonly Contact[]): Verdict {
  if (leaks.length > 0 || findings.some(({ kind, events }) => kind === "job" && events > 0)) return "leak";
  if (findings.some(({ kind, ok }) => !ok && (kind === "control" || kind === "catcher"))) return "void";
  return findings.every(({ ok }) => ok) ? "proved" : "failed";
}

function describeStrays(strays: readonly Contact[]): string | undefined {
  const [first] = strays;
  return first === undefined ? undefined : `LEFT THE DEVICE: ${contactText(first)}`;
}

function howTheJobFailed(
  steps: readonly PlannedStep[],
  marks: readonly Mark[],
  lines: readonly CaptureLine[],
): string | undefined {
  const end = lines.find((line) => line.kind === "end");
  const unplanned = marks.find(({ step }) => !steps.some(({ name }) => name === step));
  if (end === undefined) return "its end is not in the log";
  if (end.late) return "it was ended because it took too long";
  if (end.exit !== 0) return `it ended with code ${end.exit ?? "unknown"}`;
  if (end.left.length > 0) return `it left a process running: ${end.left.join("; ")}`;
  return unplanned === undefined ? undefined : `it ran a step that is not in the plan: ${unplanned.step}`;
}

function whatWasMissed(lines: readonly CaptureLine[]): string | undefined {
  const end = lines.find((line) => line.kind === "end");
  const logged = lines.filter(({ kind }) => kind === "packet" || kind === "mark").length;
  if (end === undefined) return "its end is not in the log";
  if (end.dropped > 0) return `${end.dropped} packets overran it`;
  return end.packets === logged ? undefined : `it counted ${end.packets} packets and logged ${logged}`;
}

/** A contact in one line: protocol, address, port, name and who made it. */
export function contactText({
  protocol,
  address,
  port,
  name,
  command,
}: Expectation & Partial<Contact>): string {
  const place = [address, port].filter((part) => part !== undefined && part !== "").join(" port ");
  return [protocol, name, place, command === undefined ? undefined : `by ${command}`]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}
