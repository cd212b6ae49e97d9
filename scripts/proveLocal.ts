/** `npm run prove-local`: runs Drawbridge's main job inside walls and shows that nothing left the device. */
import { join } from "node:path";
import { main } from "./main.ts";
import { prove } from "./proof/prove.ts";
import { reportProof } from "./proof/report.ts";
import { steps } from "./proof/steps.ts";
import { projectRoot } from "./tool.ts";

await main(async () => {
  const job = join(projectRoot, "scripts/proof/job.ts");
  const proof = await prove({ job, plan: steps, folder: join(projectRoot, "proof-output") });
  console.log(reportProof(proof));
  process.exitCode = proof.ok ? 0 : 1;
});
