/** Proves the quiet job into the folder given, and reports: `npm run prove-local` with a job of its own. */
import { join } from "node:path";
import { bareJob, prove } from "../../../scripts/proof/prove.ts";
import { reportProof } from "../../../scripts/proof/report.ts";
import { quietSteps } from "./quiet.ts";

const [folder = ""] = process.argv.slice(2);
const run = bareJob(join(import.meta.dirname, "quiet.ts"));
const proof = await prove({ parts: [{ name: "quiet", plan: { steps: quietSteps }, run }], folder });
console.log(reportProof(proof));
process.exitCode = proof.ok ? 0 : 1;
