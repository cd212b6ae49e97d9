import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyNoNamespace } from "../../scripts/proof/namespace.ts";
import { prove, type Proof, type ProofSettings } from "../../scripts/proof/prove.ts";
import { contactText } from "../../scripts/proof/verdict.ts";
import { endlessSteps } from "./jobs/endless.ts";
import { leakingSteps } from "./jobs/leaking.ts";
import { quietSteps } from "./jobs/quiet.ts";
import { idleCode, untidySteps } from "./jobs/untidy.ts";

type Settings = Omit<ProofSettings, "folder" | "job"> & { readonly job: string };

/** Proves a job of this folder for real, and gives back the proof and what was written of it. */
async function proveJob({ job, ...settings }: Settings): Promise<{ proof: Proof; file: unknown }> {
  const folder = await mkdtemp(join(tmpdir(), "drawbridge-proof-"));
  try {
    const proof = await prove({ ...settings, job: join(import.meta.dirname, "jobs", job), folder });
    return { proof, file: JSON.parse(await readFile(join(folder, "proof.json"), "utf8")) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function failures({ findings }: Proof): readonly string[] {
  return findings.filter(({ ok }) => !ok).map(({ name, outcome }) => `${name}: ${outcome}`);
}

describe("The proof, run for real", function () {
  this.timeout(60_000);

  before(async () => {
    assert.equal(await whyNoNamespace(), undefined, "The network proof cannot run here.");
  });

  it("proves a job that stays on loopback, and catches every control", async () => {
    const { proof, file } = await proveJob({ job: "quiet.ts", plan: quietSteps });
    assert.deepEqual(failures(proof), []);
    assert.equal(proof.verdict, "proved");
    assert.ok(proof.ok);
    assert.deepEqual(proof.leaks, []);
    assert.equal(proof.events.filter(({ step }) => step === "talks to loopback").length, 0);
    const kept = JSON.parse(JSON.stringify(file)) as Record<string, unknown[]>;
    assert.deepEqual(
      [kept["controls"]?.length, kept["steps"]?.length, kept["checks"]?.length, kept["events"]?.length],
      [12, 1, 3, proof.events.length],
    );
  });

  it("finds what a job did that it must not", async () => {
    const { proof } = await proveJob({ job: "leaking.ts", plan: leakingSteps });
    assert.equal(proof.verdict, "leak");
    assert.deepEqual(failures(proof), [
      "connects to a port nobody listens on: LEFT THE DEVICE",
      "whispers to its neighbours: LEFT THE DEVICE",
    ]);
    assert.deepEqual(
      proof.leaks.map(({ protocol, address, port }) => [protocol, address, port]),
      [
        ["tcp", "192.0.2.66", 6667],
        ["udp", "224.0.0.251", 5353],
      ],
    );
  });

  it("is void when a control is not caught", async () => {
    const never = { name: "a control that never happens", expects: [{ protocol: "udp", port: 1 }] };
    const { proof } = await proveJob({ job: "quiet.ts", plan: [...quietSteps, never] });
    assert.equal(proof.verdict, "void");
    assert.deepEqual(failures(proof), [
      `${never.name}: NOT CAUGHT: ${contactText({ protocol: "udp", port: 1 })}`,
    ]);
  });

  it("names a process that a job left behind, and ends it", async () => {
    const { proof } = await proveJob({ job: "untidy.ts", plan: untidySteps });
    assert.equal(proof.verdict, "failed");
    assert.deepEqual(failures(proof), [
      `the job ran to its end: it left a process running: ${process.execPath} -e ${idleCode}`,
    ]);
  });

  it("ends a job that never does, and says so", async () => {
    const { proof } = await proveJob({ job: "endless.ts", plan: endlessSteps, deadlineSeconds: 2 });
    assert.equal(proof.ok, false);
    assert.ok(failures(proof).includes("the job ran to its end: it was ended because it took too long"));
  });

  it("says what a job that could not start printed", async () => {
    const { proof } = await proveJob({ job: "missing.ts", plan: quietSteps });
    assert.equal(proof.ok, false);
    assert.match(proof.reason ?? "", /Cannot find module/);
  });
});
