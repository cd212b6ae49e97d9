import type { Act } from "./firstAct.ts";
import { playAct } from "./playAct.ts";
import { openSetupStage } from "./setupStage.ts";
import { setupSteps } from "./setupSteps.ts";

/** Setting Drawbridge up, on this device alone. */
export async function playSetupAct(vsix: string, output: string, firstNumber: number): Promise<Act> {
  return playAct(setupSteps, await openSetupStage({ vsix, output, firstNumber }));
}
