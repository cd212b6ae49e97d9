import { openCompletionStage } from "./completionStage.ts";
import { completionSteps } from "./completionSteps.ts";
import type { Act } from "./firstAct.ts";
import { play } from "./play.ts";

/** Code that is completed while it is typed, on this device alone. */
export async function playCompletionAct(vsix: string, output: string, firstNumber: number): Promise<Act> {
  const { stage, album, close } = await openCompletionStage({ vsix, output, firstNumber });
  try {
    const steps = await play(completionSteps, stage, album);
    return { steps, ok: steps.length === completionSteps.length && steps.every(({ ok }) => ok) };
  } finally {
    await close();
  }
}
