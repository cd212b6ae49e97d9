import type { GuardProof } from "./guards.ts";
import { contactText, findingKinds, type Finding } from "./verdict.ts";
import type { LayerProof } from "./layers.ts";
import type { PartProof, Proof } from "./prove.ts";

const titles: Readonly<Record<Finding["kind"], string>> = {
  control: "Controls: contacts made on purpose, which must be caught",
  baseline: "The same editor without Drawbridge: what it contacts by itself",
  step: "The job: must stay on the device",
  variant: "Servers that lie: must stay on the device, and be called what they are",
  allowed: "With the user's consent: must reach what was allowed, and nothing else",
  job: "The whole run",
  catcher: "The catcher",
};

const conclusions: Readonly<Record<Proof["verdict"], string>> = {
  proved: "Proved: every contact was allowed by the user or the editor's own, and every control was caught.",
  leak: "LEAK: there was a contact that nobody allowed.",
  void: "Void: the catcher cannot be trusted, so nothing is proved.",
  failed: "Not proved: the job did not do all it should.",
  impossible: "Not proved: the job could not run inside walls.",
};

/** The proof as short tables for a security team; the last line counts what passed and failed. */
export function reportProof(proof: Proof): string {
  const lines = [`Network proof of Drawbridge ${proof.versions["drawbridge"] ?? ""} on ${proof.kernel}`, ""];
  if (proof.layers.length > 0) lines.push(...layerLines(proof.layers));
  for (const part of proof.parts) lines.push(...partLines(part));
  if (proof.guards !== undefined) lines.push(...guardLines(proof.guards));
  lines.push(conclusions[proof.verdict], ...(proof.reason === undefined ? [] : [proof.reason]), "");
  const { outcomes, gaps } = proof.guards ?? { outcomes: [], gaps: [] };
  const held = [
    ...proof.parts.flatMap(({ findings }) => findings.map(({ ok }) => ok)),
    ...outcomes.map(({ outcome }) => outcome === "caught"),
    ...gaps.map(() => false),
    ...proof.layers.map(({ failed: wrong }) => wrong === 0),
    ...(proof.verdict === "impossible" ? [false] : []),
  ];
  const passed = held.filter((isHeld) => isHeld).length;
  const failed = held.length - passed;
  return [...lines, `${passed} passed, ${failed} failed`].join("\n");
}

function partLines({ part, findings, leaks, explained, reason }: PartProof): readonly string[] {
  const lines = [`━━ ${part} ━━`];
  for (const kind of findingKinds) {
    const ofKind = findings.filter((finding) => finding.kind === kind);
    if (ofKind.length > 0) lines.push(titles[kind], ...table(ofKind), "");
  }
  lines.push(...counted(leaks.map((contact) => `Off the device: ${contactText(contact)}`)));
  for (const { why, packets } of explained) lines.push(`${packets} packets explained: ${why}.`);
  return [...lines, ...(reason === undefined ? [] : [reason]), ""];
}

function layerLines(layers: readonly LayerProof[]): readonly string[] {
  return [
    "━━ tests ━━",
    ...layers.map(({ name, passed, failed, proves }) => {
      const counts = `${passed} passed, ${failed} failed`;
      return `  ${failed === 0 ? "ok  " : "FAIL"}  ${name.padEnd(12)} ${counts}: ${proves}`;
    }),
    "",
  ];
}

/** How many guards hold each rule or kind, and what is wrong with those that do not. */
function guardLines({ outcomes, gaps }: GuardProof): readonly string[] {
  const held = new Set(outcomes.flatMap(({ rules }) => rules));
  const counts = [...held].map((rule) => {
    const count = outcomes.filter(({ rules }) => rules.includes(rule)).length;
    return `${rule} ${count}`;
  });
  const wrong = outcomes.filter(({ outcome }) => outcome !== "caught");
  const caught = outcomes.length - wrong.length;
  return [
    "━━ guards ━━",
    "Taken out one at a time: each must turn the test that is named for it red",
    `  ${wrong.length === 0 ? "ok  " : "FAIL"}  ${caught} of ${outcomes.length} turned their test red`,
    ...wrong.map(
      ({ name, outcome, reason, test }) =>
        `  FAIL  ${outcome}: ${name}: ${reason ?? ""} (${test.file}: ${test.title})`,
    ),
    ...gaps.map((gap) => `  FAIL  no guard of the list holds ${gap}`),
    `  by what they hold: ${counts.toSorted(byRule).join(", ")}`,
    "",
  ];
}

/** R2 before R10, and rules before the kinds of refusal. */
function byRule(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

function table(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings.map(({ ok, name, events, outcome, measured }) => {
    const details = Object.entries(measured ?? {}).map(([what, value]) => `${what} ${value}`);
    const shown = details.length === 0 ? "" : ` (${details.join(", ")})`;
    return `  ${ok ? "ok  " : "FAIL"}  ${name.padEnd(width)}  ${String(events).padStart(2)} off the device  ${outcome}${shown}`;
  });
}

/** Equal lines once, with how often they came. */
function counted(lines: readonly string[]): string[] {
  return [...new Set(lines)].map((line) => {
    const times = lines.filter((other) => other === line).length;
    return times === 1 ? line : `${line} (${times} times)`;
  });
}
