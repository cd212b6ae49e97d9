import type { Act } from "./firstAct.ts";
import { play } from "./play.ts";
import { openSetupStage } from "./setupStage.ts";
import { setupSteps } from "./setupSteps.ts";

/** Setting Drawbridge up, on this device alone. */
export async function playSetupAct(vsix: string, output: string, firstNumber: number): Promise<Act> {
  const { stage, album, close } = await openSetupStage({ vsix, output, firstNumber });
  try {
    const steps = await play(setupSteps, stage, album);
    return { steps, ok: steps.length === setupSteps.length && steps.every(({ ok }) => ok) };
  } finally {
    await close();
  }
}
