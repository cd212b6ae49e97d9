import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { plainLine } from "../base/plainLine.ts";
import { shownName } from "../base/shownName.ts";
import type { ProblemView } from "../protocol/messages.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { probeProvider, probeSentence, type ProbeEnd } from "../setup/probeProvider.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { DeskParts } from "./deskParts.ts";
import { pickProvider } from "./pickProvider.ts";
import { say } from "../terms/words.ts";

/** Shows a problem with its ways on. `true`: the person wants to try again. */
async function tellProblem(
  { sentence, steps }: ProblemView,
  provider: ProviderConfig,
  { onStep }: DeskParts,
): Promise<boolean> {
  const label = await vscode.window.showErrorMessage(
    messageText(sentence),
    ...steps.map((step) => step.label),
  );
  const action = steps.find((step) => step.label === label)?.action;
  // Trying again asks for what waits for a yes.
  if (action === "retry" || action === "confirmDestination") return true;
  if (action !== undefined) await onStep(action, provider);
  return false;
}

/** A provider's model to test with; a name that nobody lists can be typed. */
async function pickModel(provider: ProviderConfig, parts: DeskParts): Promise<ModelRef | undefined> {
  const { models, nothing } = await parts.offer(provider);
  const [only, ...more] = models;
  if (only !== undefined && more.length === 0) return only.ref;
  if (only !== undefined) {
    const rows = models.map(({ ref, model, detail }) => ({
      label: shownName(model),
      detail: shownName(detail),
      ref,
    }));
    return (
      await vscode.window.showQuickPick(rows, {
        title: say("Test {0} with which model?", shownName(provider.label)),
      })
    )?.ref;
  }
  // A cloud is asked for nothing beforehand, so that nothing is known about it yet.
  const model = await vscode.window.showInputBox({
    title: say("Test {0} with which model?", shownName(provider.label)),
    prompt: plainLine(nothing?.sentence ?? say("The name of one of its models")),
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === "" ? say("Type the name of a model.") : undefined),
  });
  return model === undefined ? undefined : { provider: provider.id, model: model.trim() };
}

/** Sends the trial, with a way to stop it while it runs. */
async function probe(model: ModelRef, label: string, parts: DeskParts): Promise<ProbeEnd> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: messageText(say("Testing {0} with {1}", label, model.model)),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, cancelled) => {
    const stop = new AbortController();
    cancelled.onCancellationRequested(() => {
      stop.abort();
    });
    return probeProvider(model, parts, stop.signal);
  });
}

/** Has a provider answer a few words of Drawbridge's own, and says what was measured or what is in the way. */
export async function testProvider(parts: DeskParts, given?: ProviderConfig): Promise<void> {
  const provider = given ?? (await pickProvider(parts.providers(), say("Test which provider?")));
  const model = provider && (await pickModel(provider, parts));
  if (provider === undefined || model === undefined) return;
  for (;;) {
    const end = await probe(model, provider.label, parts);
    if (end.kind === "answered") {
      const open = say("Open Ledger");
      const sentence = messageText(probeSentence(provider.label, end.probe));
      if ((await vscode.window.showInformationMessage(sentence, open)) === open)
        await parts.onStep("openLedger", provider);
      return;
    }
    if (end.kind === "stopped" || !(await tellProblem(end.problem, provider, parts))) return;
  }
}
