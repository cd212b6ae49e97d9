import { controls } from "../../../scripts/proof/controls.ts";
import { runSteps } from "../../../scripts/proof/runSteps.ts";
import type { Step } from "../../../scripts/proof/step.ts";
import { talkToLoopback } from "./talkToLoopback.ts";

/** A job that does only what is allowed. */
export const quietSteps: readonly Step<undefined>[] = [
  ...controls("before"),
  talkToLoopback,
  ...controls("after"),
];

if (import.meta.main) await runSteps(quietSteps, undefined);
