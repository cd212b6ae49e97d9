import { spawn } from "node:child_process";
import { controls } from "../../../scripts/proof/controls.ts";
import { runSteps } from "../../../scripts/proof/runSteps.ts";
import type { Step } from "../../../scripts/proof/step.ts";

/** What the process that is left behind does: nothing, for ever. */
export const idleCode = "setInterval(() => undefined, 60_000)";

/** A job that leaves a process behind, in a session of its own. */
export const untidySteps: readonly Step<undefined>[] = [
  ...controls("before"),
  {
    name: "leaves a process behind",
    run: () => {
      const child = spawn(process.execPath, ["-e", idleCode], { detached: true, stdio: "ignore" });
      child.unref();
      return Promise.resolve({ started: child.pid === undefined ? "no" : "yes" });
    },
  },
];

if (import.meta.main) await runSteps(untidySteps, undefined);
