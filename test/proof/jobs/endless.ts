import { runSteps } from "../../../scripts/proof/runSteps.ts";
import { controls } from "../../../scripts/proof/controls.ts";
import type { Step } from "../../../scripts/proof/step.ts";

/** A job that never comes to its end. */
export const endlessSteps: readonly Step<undefined>[] = [
  ...controls("before"),
  { name: "waits for ever", run: () => new Promise(() => undefined) },
];

if (import.meta.main) await runSteps(endlessSteps, undefined, { stepMs: 600_000 });
