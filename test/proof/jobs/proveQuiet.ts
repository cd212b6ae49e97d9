/** Proves the quiet job into the folder given, and reports: `npm run prove-local` with a job of its own. */
import { join } from "node:path";
import { prove } from "../../../scripts/proof/prove.ts";
import { reportProof } from "../../../scripts/proof/report.ts";
import { quietSteps } from "./quiet.ts";

const [folder = ""] = process.argv.slice(2);
const proof = await prove({ job: join(import.meta.dirname, "quiet.ts"), plan: quietSteps, folder });
console.log(reportProof(proof));
process.exitCode = proof.ok ? 0 : 1;
