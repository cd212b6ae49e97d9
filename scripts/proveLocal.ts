/**
 * `npm run prove-local`: runs Drawbridge inside walls and shows that nothing left the device but what the user allowed.
 * `-- --short` proves what fits into a test run; `-- --readme` writes what was proved into the README.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endOnSignal } from "./editor/endOnSignal.ts";
import { main } from "./main.ts";
import { editorPart } from "./proof/editor/editorPart.ts";
import { proveGuards } from "./proof/guards.ts";
import { proveLayers } from "./proof/layers.ts";
import { withSummary } from "./proof/proofSummary.ts";
import { bareJob, prove } from "./proof/prove.ts";
import { reportProof } from "./proof/report.ts";
import { steps } from "./proof/steps.ts";
import { projectRoot } from "./tool.ts";

await main(async () => {
  endOnSignal();
  const form = process.argv.includes("--short") ? "short" : "whole";
  const proof = await prove({
    parts: [
      { name: "rooms", plan: { steps }, run: bareJob(join(import.meta.dirname, "proof/job.ts")) },
      editorPart(form),
    ],
    folder: join(projectRoot, "proof-output"),
    guards: proveGuards,
    // A test run has them already.
    ...(form === "whole" && { layers: proveLayers }),
  });
  console.log(reportProof(proof));
  process.exitCode = proof.ok ? 0 : 1;
  if (proof.ok && process.argv.includes("--readme")) {
    const file = join(projectRoot, "README.md");
    await writeFile(file, withSummary(await readFile(file, "utf8"), proof));
  }
});
