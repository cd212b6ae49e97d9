import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import { runInFakeInternet } from "../fakeInternet/fakeInternet.ts";
import { completeness, stepContacts } from "../fakeInternet/stepContacts.ts";
import type { CaptureLine } from "../proof/captureLog.ts";
import { whyNoNamespace } from "../proof/namespace.ts";
import { cloudSteps } from "./cloudSteps.ts";
import { fakeCloud } from "./fakeCloud.ts";
import type { Act } from "./firstAct.ts";
import type { SecondActErrand } from "./secondActInside.ts";
import type { Outcome } from "./step.ts";

const name = "fake-internet";

/** What happens at the bridge, played where every packet off loopback is caught. */
export async function playSecondAct(vsix: string, output: string, firstNumber: number): Promise<Act> {
  const refusal = await whyNoNamespace();
  if (refusal !== undefined) return failed(refusal);
  const folder = await temporaryFolder("second-act");
  try {
    const outcomes = join(folder.path, "outcomes.json");
    const errand: SecondActErrand = { vsix, output, firstNumber, outcomes };
    const lines = await runInFakeInternet({
      hosts: { [fakeCloud.host]: fakeCloud.address },
      script: join(import.meta.dirname, "secondActInside.ts"),
      errand,
      log: join(folder.path, "capture.jsonl"),
      deadlineSeconds: 600,
    });
    const played = JSON.parse(await readFile(outcomes, "utf8").catch(() => "[]")) as readonly Outcome[];
    const steps = [...played.map((outcome) => withContacts(outcome, lines)), around(lines)];
    return { steps, ok: played.length === cloudSteps.length && steps.every(({ ok }) => ok) };
  } finally {
    await folder.remove();
  }
}

function failed(error: string): Act {
  console.log(`FAIL  ${name}  ${error}`);
  return { steps: [{ name, ok: false, measured: { error } }], ok: false };
}

function withContacts(outcome: Outcome, lines: readonly CaptureLine[]): Outcome {
  const reaches = cloudSteps.some((step) => step.name === outcome.name && step.reachesCloud === true);
  const { contacts, problem } = stepContacts(lines, outcome.name, reaches ? fakeCloud : undefined);
  const measured = { ...outcome.measured, contactsOffLoopback: contacts };
  return withProblem({ ...outcome, measured }, problem);
}

/** What was caught outside the steps, and whether everything was. */
function around(lines: readonly CaptureLine[]): Outcome {
  const { contacts, problem } = stepContacts(lines, undefined);
  const whole = completeness(lines);
  const measured = { packetsOffLoopback: whole.packets, contactsOutsideSteps: contacts };
  return withProblem({ name, ok: true, measured }, whole.problem ?? problem);
}

function withProblem(outcome: Outcome, problem: string | undefined): Outcome {
  if (problem === undefined) return outcome;
  console.log(`FAIL  ${outcome.name}  ${problem}`);
  return { ...outcome, ok: false, measured: { ...outcome.measured, error: problem } };
}
