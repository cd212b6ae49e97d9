import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { shownName } from "../base/shownName.ts";
import { verdictSentence } from "../models/infillTrial.ts";
import { findModel } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { infillAdvice, type InfillAdvice } from "../setup/infillAdvice.ts";
import { tryInfill, type TrialEnd, type TryInfillParts } from "../setup/tryInfill.ts";
import { formatModelRef, type ModelRef } from "../terms/modelRef.ts";
import { writeUserSetting } from "./writeUserSetting.ts";

/** What is told with, and what the buttons do. */
export type TellInfillParts = TryInfillParts & {
  /** Has a server fetch a model. */
  readonly onPull: (provider: ProviderConfig, model: string) => Promise<void>;
  /** Lets the user pick another model for completion. */
  readonly onPickAnother: () => Promise<void>;
};

/**
 * Tries the model that a person has picked for completion, and tells when it does not fill in, with the one click that
 * helps. Says nothing when it does, or when it is not known.
 */
export async function tellInfill(ref: ModelRef, parts: TellInfillParts): Promise<void> {
  const end = await tried(ref, parts);
  if (end.kind === "untried" && end.because === "noInfill") return advise(ref, parts);
  if (end.kind !== "judged" || end.verdict === "fills") return;
  const another = "Choose Another Model";
  const sentence = `${ref.model} does not complete as it should. ${verdictSentence(end.verdict)}`;
  if ((await vscode.window.showWarningMessage(messageText(sentence), another)) === another)
    await parts.onPickAnother();
}

function tried(ref: ModelRef, parts: TellInfillParts): Thenable<TrialEnd> {
  const location = vscode.ProgressLocation.Window;
  const title = shownName(`Trying how ${ref.model} fills in`);
  return vscode.window.withProgress({ location, title }, () =>
    tryInfill(ref, parts, new AbortController().signal),
  );
}

async function advise(ref: ModelRef, parts: TellInfillParts): Promise<void> {
  const provider = parts.parts.providers().find(({ id }) => id === ref.provider);
  const server = provider && parts.servers.known(provider);
  if (provider === undefined || server?.kind !== "up") return;
  const model = findModel(server, ref.model) ?? { name: ref.model, generates: true };
  const advice = infillAdvice(model, { provider, models: server.models });
  if (advice === undefined) return;
  const { sentence, action } = advice;
  const answer = await vscode.window.showWarningMessage(
    messageText(sentence),
    ...(action ? [action.label] : []),
  );
  if (action !== undefined && answer === action.label) await take(action, provider, parts);
}

async function take(
  { kind, model }: NonNullable<InfillAdvice["action"]>,
  provider: ProviderConfig,
  parts: TellInfillParts,
): Promise<void> {
  if (kind === "pull") await parts.onPull(provider, model);
  else await writeUserSetting("completion.model", formatModelRef({ provider: provider.id, model }));
}
