import { contactText, type Finding } from "./verdict.ts";
import type { Proof } from "./prove.ts";

const titles: Readonly<Record<Finding["kind"], string>> = {
  control: "Controls: contacts made on purpose, which must be caught",
  step: "The job: must stay on the device",
  job: "The whole run",
  catcher: "The catcher",
};

const conclusions: Readonly<Record<Proof["verdict"], string>> = {
  proved: "Proved: every contact of the job stayed on this device, and every control was caught.",
  leak: "LEAK: the job contacted an address that is not on this device.",
  void: "Void: the catcher cannot be trusted, so nothing is proved.",
  failed: "Not proved: the job did not do all it should.",
  impossible: "Not proved: the job could not run inside walls.",
};

/** The proof as a short table for a security team; the last line counts what passed and failed. */
export function reportProof(proof: Proof): string {
  const lines = [`Network proof of Drawbridge ${proof.versions["drawbridge"] ?? ""} on ${proof.kernel}`, ""];
  for (const kind of ["control", "step", "job", "catcher"] as const) {
    const findings = proof.findings.filter((finding) => finding.kind === kind);
    if (findings.length > 0) lines.push(titles[kind], ...table(findings), "");
  }
  lines.push(...counted(proof.leaks.map((contact) => `Off the device: ${contactText(contact)}`)));
  for (const { why, packets } of proof.explained) lines.push(`${packets} packets explained: ${why}.`);
  lines.push(conclusions[proof.verdict], ...(proof.reason === undefined ? [] : [proof.reason]), "");
  const passed = proof.findings.filter(({ ok }) => ok).length;
  const failed = proof.verdict === "impossible" ? 1 : proof.findings.length - passed;
  return [...lines, `${passed} passed, ${failed} failed`].join("\n");
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
