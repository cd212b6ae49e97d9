import { openCompletionStage } from "./completionStage.ts";
import { completionSteps } from "./completionSteps.ts";
import type { Act } from "./firstAct.ts";
import { playAct } from "./playAct.ts";

/** Code that is completed while it is typed, on this device alone. */
export async function playCompletionAct(vsix: string, output: string, firstNumber: number): Promise<Act> {
  return playAct(completionSteps, await openCompletionStage({ vsix, output, firstNumber }));
}
