import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyNoNamespace } from "../../scripts/proof/namespace.ts";
import { bareJob, prove, type PartProof, type Proof } from "../../scripts/proof/prove.ts";
import type { PlannedStep } from "../../scripts/proof/step.ts";
import { contactText } from "../../scripts/proof/verdict.ts";
import { endlessSteps } from "./jobs/endless.ts";
import { leakingSteps } from "./jobs/leaking.ts";
import { quietSteps } from "./jobs/quiet.ts";
import { idleCode, untidySteps } from "./jobs/untidy.ts";

type Settings = {
  readonly job: string;
  readonly steps: readonly PlannedStep[];
  readonly deadlineSeconds?: number;
};

/** Proves a job of this folder for real, and gives back the proof and what was written of it. */
async function proveJob({
  job,
  steps,
  deadlineSeconds,
}: Settings): Promise<{ proof: Proof; part: PartProof; file: unknown }> {
  const folder = await mkdtemp(join(tmpdir(), "drawbridge-proof-"));
  try {
    const run = bareJob(join(import.meta.dirname, "jobs", job), deadlineSeconds);
    const proof = await prove({ parts: [{ name: "test", plan: { steps }, run }], folder });
    const [part] = proof.parts;
    assert.ok(part !== undefined);
    return { proof, part, file: JSON.parse(await readFile(join(folder, "proof.json"), "utf8")) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function failures({ findings }: PartProof): readonly string[] {
  return findings.filter(({ ok }) => !ok).map(({ name, outcome }) => `${name}: ${outcome}`);
}

describe("The proof, run for real", function () {
  this.timeout(60_000);

  before(async () => {
    assert.equal(await whyNoNamespace(), undefined, "The network proof cannot run here.");
  });

  it("proves a job that stays on loopback, and catches every control", async () => {
    const { proof, part, file } = await proveJob({ job: "quiet.ts", steps: quietSteps });
    assert.deepEqual(failures(part), []);
    assert.equal(proof.verdict, "proved");
    assert.ok(proof.ok);
    assert.deepEqual(part.leaks, []);
    assert.equal(part.events.filter(({ step }) => step === "talks to loopback").length, 0);
    const kept = JSON.parse(JSON.stringify(file)) as Record<string, unknown[]>;
    assert.deepEqual(
      [kept["controls"]?.length, kept["steps"]?.length, kept["checks"]?.length, kept["events"]?.length],
      [12, 1, 3, part.events.length],
    );
  });

  it("finds what a job did that it must not", async () => {
    const { proof, part } = await proveJob({ job: "leaking.ts", steps: leakingSteps });
    assert.equal(proof.verdict, "leak");
    assert.deepEqual(failures(part), [
      "connects to a port nobody listens on: LEFT THE DEVICE",
      "whispers to its neighbours: LEFT THE DEVICE",
    ]);
    assert.deepEqual(
      part.leaks.map(({ protocol, address, port }) => [protocol, address, port]),
      [
        ["tcp", "192.0.2.66", 6667],
        ["udp", "224.0.0.251", 5353],
      ],
    );
  });

  it("is void when a control is not caught", async () => {
    const never = { name: "a control that never happens", expects: [{ protocol: "udp", port: 1 }] };
    const { proof, part } = await proveJob({ job: "quiet.ts", steps: [...quietSteps, never] });
    assert.equal(proof.verdict, "void");
    assert.deepEqual(failures(part), [
      `${never.name}: NOT CAUGHT: ${contactText({ protocol: "udp", port: 1 })}`,
    ]);
  });

  it("names a process that a job left behind, and ends it", async () => {
    const { proof, part } = await proveJob({ job: "untidy.ts", steps: untidySteps });
    assert.equal(proof.verdict, "failed");
    assert.deepEqual(failures(part), [
      `the job ran to its end: it left a process running: ${process.execPath} -e ${idleCode}`,
    ]);
  });

  it("ends a job that never does, and says so", async () => {
    const { proof, part } = await proveJob({ job: "endless.ts", steps: endlessSteps, deadlineSeconds: 2 });
    assert.equal(proof.ok, false);
    assert.ok(failures(part).includes("the job ran to its end: it was ended because it took too long"));
  });

  it("says what a job that could not start printed", async () => {
    const { proof, part } = await proveJob({ job: "missing.ts", steps: quietSteps });
    assert.equal(proof.ok, false);
    assert.match(part.reason ?? "", /Cannot find module/);
  });
});
