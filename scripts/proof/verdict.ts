import { readMark, type CaptureLine, type Mark } from "./captureLog.ts";
import { contactsOf, type Contact, type Explained } from "./contacts.ts";
import type { Expectation, Measured, PlannedStep } from "./step.ts";

/**
 * `proved`: every contact of the job stayed on loopback and every control was caught. `leak`: one did not. `void`: the catcher cannot be
 * trusted. `failed`: the job did not do all it should.
 */
export type Verdict = "proved" | "leak" | "void" | "failed";

/** One line of the proof: a step of the job, a control, or what must hold of the job or the catcher as a whole. */
export type Finding = {
  readonly kind: "step" | "control" | "job" | "catcher";
  readonly name: string;
  readonly ok: boolean;
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
  /** The contacts no control made on purpose. */
  readonly leaks: readonly Contact[];
  readonly explained: readonly Explained[];
};

/** Judges the catcher's log. What the log does not show is never taken for granted. */
export function judge(plan: readonly PlannedStep[], lines: readonly CaptureLine[]): Judgement {
  if (plan.every(isControl) || !plan.some(isControl)) throw new Error("A proof needs steps and controls.");
  const { contacts, explained } = contactsOf(lines);
  const marks = lines.flatMap((line) => (line.kind === "mark" ? [readMark(line.text)] : []));
  const leaks = contacts.filter((contact) => !isExpected(contact, plan));
  const strays = leaks.filter(
    ({ step }) => !plan.some(({ name, expects }) => name === step && expects === undefined),
  );
  const findings: Finding[] = [
    ...plan.map((step) => judgeStep(step, marks, contacts)),
    { ...whole("no contact outside the steps", describeStrays(strays)), kind: "job", events: strays.length },
    { ...whole("the job ran to its end", howTheJobFailed(plan, marks, lines)), kind: "job" },
    { ...whole("the catcher saw every packet", whatWasMissed(lines)), kind: "catcher" },
  ];
  return { verdict: sum(findings), findings, events: contacts, leaks, explained };
}

function isControl(step: PlannedStep): boolean {
  return step.expects !== undefined;
}

function whole(name: string, problem: string | undefined): Omit<Finding, "kind"> {
  return { name, ok: problem === undefined, events: 0, outcome: problem ?? "yes" };
}

function judgeStep(step: PlannedStep, marks: readonly Mark[], contacts: readonly Contact[]): Finding {
  const inside = contacts.filter((contact) => contact.step === step.name);
  const begins = marks.filter((mark) => mark.edge === "begin" && mark.step === step.name).length;
  const ends = marks.filter((mark) => mark.edge === "end").filter((mark) => mark.step === step.name);
  const measured = ends[0]?.measured ?? {};
  const finding = { name: step.name, events: inside.length, measured };
  const problem =
    begins !== 1 || ends.length !== 1
      ? "did not run from begin to end exactly once"
      : (ends[0]?.error ?? (Object.keys(measured).length === 0 ? "measured nothing" : undefined));
  if (step.expects === undefined) {
    const outcome = inside.length > 0 ? "LEFT THE DEVICE" : (problem ?? "stayed on the device");
    return { ...finding, kind: "step", ok: inside.length === 0 && problem === undefined, outcome };
  }
  const missed = step.expects.filter((expected) => !inside.some((contact) => fits(contact, expected)));
  const outcome =
    missed.length > 0 ? `NOT CAUGHT: ${missed.map(contactText).join("; ")}` : (problem ?? "caught");
  const ok = missed.length === 0 && step.expects.length > 0 && problem === undefined;
  return { ...finding, kind: "control", ok, outcome };
}

function fits(contact: Contact, expected: Expectation): boolean {
  return (
    contact.protocol === expected.protocol &&
    (expected.address === undefined || contact.address === expected.address) &&
    (expected.port === undefined || contact.port === expected.port) &&
    (expected.name === undefined || contact.name === expected.name)
  );
}

function isExpected(contact: Contact, plan: readonly PlannedStep[]): boolean {
  const control = plan.find(({ name }) => name === contact.step);
  return control?.expects?.some((expected) => fits(contact, expected)) === true;
}

function sum(findings: readonly Finding[]): Verdict {
  if (findings.some(({ kind, events }) => kind !== "control" && events > 0)) return "leak";
  if (findings.some(({ kind, ok }) => !ok && (kind === "control" || kind === "catcher"))) return "void";
  return findings.every(({ ok }) => ok) ? "proved" : "failed";
}

function describeStrays(strays: readonly Contact[]): string | undefined {
  const [first] = strays;
  return first === undefined ? undefined : `LEFT THE DEVICE: ${contactText(first)}`;
}

function howTheJobFailed(
  plan: readonly PlannedStep[],
  marks: readonly Mark[],
  lines: readonly CaptureLine[],
): string | undefined {
  const end = lines.find((line) => line.kind === "end");
  const unplanned = marks.find(({ step }) => !plan.some(({ name }) => name === step));
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
