/** The job of the proof, run inside the walls by the catcher. */
import { openJobContext } from "./jobContext.ts";
import { runSteps } from "./runSteps.ts";
import { steps } from "./steps.ts";

const context = await openJobContext();
try {
  await runSteps(steps, context);
} finally {
  await context.close();
}
