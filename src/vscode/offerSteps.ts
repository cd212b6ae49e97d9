import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import type { ProblemView, StepAction } from "../protocol/messages.ts";

/** What the ways on of a problem do that is in no conversation. */
export type StepHandlers = {
  readonly again: () => Promise<void>;
  /** The same once more, on this device whatever is chosen. */
  readonly onDevice: () => Promise<void>;
  /** Carries out any other one. */
  readonly onStep: (action: StepAction) => unknown;
};

/** A button before those of the problem. */
export type OwnStep = { readonly label: string; readonly run: () => PromiseLike<void> };

/** Tells of a problem with its ways on. A file is not left out of what is about that file alone. */
export async function offerSteps(
  { sentence, steps }: ProblemView,
  { again, onDevice, onStep }: StepHandlers,
  own?: OwnStep,
): Promise<void> {
  const offered = steps.filter(({ action }) => action !== "leaveOut");
  const labels = [...(own === undefined ? [] : [own.label]), ...offered.map(({ label }) => label)];
  const answer = await vscode.window.showWarningMessage(messageText(sentence), ...labels);
  const action = offered.find(({ label }) => label === answer)?.action;
  if (own !== undefined && answer === own.label) await own.run();
  else if (action === "retry") await again();
  else if (action === "useDeviceModel") await onDevice();
  else if (action !== undefined) {
    const outcome = await onStep(action);
    // What was not confirmed would only be refused again.
    if (action === "confirmDestination" && outcome === true) await again();
  }
}
