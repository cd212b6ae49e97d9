import { fitsMemory, recommendModels } from "../models/recommendedModels.ts";
import type { PickedTask } from "../terms/task.ts";
import type { SuggestedModel } from "./machineState.ts";

/** Largest download that is offered with one click, in bytes: the next larger ones are for somebody who chooses. */
const readilyBytes = 5e9;

/**
 * The one model to offer to somebody who has none: of those that fit the machine's memory and also fill in code, the
 * largest that does not take an evening to download. On a machine of unknown memory the smallest.
 */
export function suggestModel(task: PickedTask, memoryBytes: number | undefined): SuggestedModel | undefined {
  const model = recommendModels({ task, memoryBytes }).find(
    ({ tasks, bytes }) => tasks.includes("completion") && bytes <= readilyBytes,
  );
  return model && { ...model, fits: fitsMemory(model, memoryBytes) === true };
}
