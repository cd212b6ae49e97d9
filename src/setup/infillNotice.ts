import { verdictSentence } from "../models/infillTrial.ts";
import { findModel } from "../routing/knownServer.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import { infillAdvice, type InfillAdvice } from "./infillAdvice.ts";
import { tryInfill, type TryInfillParts } from "./tryInfill.ts";
import { say } from "../terms/words.ts";

/** What somebody is told about the model that they picked for completion, and what they can do about it. */
export type InfillNotice =
  | InfillAdvice
  | { readonly sentence: string; readonly action: { readonly kind: "pickAnother"; readonly label: string } };

/** Tries a model and says what is wrong with how it fills in. `undefined`: nothing, or that is not known. */
export async function infillNotice(
  ref: ModelRef,
  parts: TryInfillParts,
  signal: AbortSignal,
): Promise<InfillNotice | undefined> {
  const end = await tryInfill(ref, parts, signal);
  if (end.kind === "untried" && end.because === "noInfill") return adviceFor(ref, parts);
  if (end.kind !== "judged" || end.verdict === "fills") return undefined;
  return {
    sentence: say("{0} does not complete as it should. {1}", ref.model, verdictSentence(end.verdict)),
    action: { kind: "pickAnother", label: say("Choose Another Model") },
  };
}

function adviceFor(ref: ModelRef, { parts, servers }: TryInfillParts): InfillAdvice | undefined {
  const provider = parts.providers().find(({ id }) => id === ref.provider);
  if (provider === undefined) return undefined;
  const server = servers.known(provider);
  const models = server.kind === "up" ? server.models : [];
  const model = findModel({ models }, ref.model) ?? { name: ref.model, generates: true };
  return infillAdvice(model, { provider, models });
}
