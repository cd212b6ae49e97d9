import { applyAsks, applyWithDiff, undoIsOneStep } from "./applySteps.ts";
import { commitMessage } from "./commitStep.ts";
import type { EditStage } from "./editStage.ts";
import { fixDiagnostic, inlineEdit, inlineEditRejected } from "./inlineSteps.ts";
import type { Step } from "./step.ts";

/** From answers to code. Each step leaves its files as the next one wants them. */
export const editSteps: readonly Step<EditStage>[] = [
  { name: "apply-with-diff", run: applyWithDiff },
  { name: "apply-asks-when-unsure", run: applyAsks },
  { name: "inline-edit", run: inlineEdit },
  { name: "inline-edit-rejected", run: inlineEditRejected },
  { name: "fix-diagnostic", run: fixDiagnostic },
  { name: "undo-is-one-step", run: undoIsOneStep },
  { name: "commit-message", run: commitMessage },
];
