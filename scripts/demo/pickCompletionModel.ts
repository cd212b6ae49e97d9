import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { quickInput } from "../../test/e2e/page/quickInput.ts";
import type { CompletionStage } from "./completionStage.ts";

/** Picks the model that completes, as a person does. */
export async function pickCompletionModel({ page }: CompletionStage, model: string): Promise<void> {
  await runCommand(page, "Drawbridge: Choose Completion Model");
  await (await quickInput(page, "Model for completion")).choose(model);
}
