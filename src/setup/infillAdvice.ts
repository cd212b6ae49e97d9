import { sizeWords } from "../base/sizeWords.ts";
import { detectInfill, type PlainWhy } from "../models/detectInfill.ts";
import { suitableModels } from "../routing/chooseRoute.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { modelAdvice } from "./modelAdvice.ts";
import { suggestModel } from "./suggestModel.ts";
import { say } from "../terms/words.ts";

/** What somebody can do whose completion model does not fill in. */
export type InfillAdvice = {
  /** Why it does not, and what does. */
  readonly sentence: string;
  /** The one click: use a model that is there, or have one fetched; absent: it is done at the server. */
  readonly action?: {
    readonly kind: "choose" | "pull";
    readonly model: string;
    /** What stands on the button. */
    readonly label: string;
  };
};

/** What the advice is found with. */
export type InfillAdviceFacts = {
  readonly provider: ProviderConfig;
  /** What its server lists. */
  readonly models: readonly KnownModel[];
};

const reasons: { readonly [W in PlainWhy]: (model: string) => string } = {
  toldNot: (model) =>
    say(
      "{0} does not fill in code, its server says: it only continues what stands before the position.",
      model,
    ),
  otherVariant: (model) =>
    say(
      "{0} does not fill in code; other variants of it do: it only continues what stands before the position.",
      model,
    ),
  unspelled: (model) =>
    say(
      "{0} may fill in code, but how it is asked to is not known: it only continues what stands before the position.",
      model,
    ),
  noSign: (model) =>
    say("{0} is not known to fill in code: it only continues what stands before the position.", model),
};

/** What to do when a model does not fill in: another model that is there, else one to fetch. `undefined`: it fills in. */
export function infillAdvice(
  model: KnownModel,
  { provider, models }: InfillAdviceFacts,
): InfillAdvice | undefined {
  const infill = detectInfill(model);
  if (infill.kind === "known") return undefined;
  const why = reasons[infill.why](model.name);
  const [there] = suitableModels(models, "completion");
  if (there !== undefined)
    return {
      sentence: `${why} ${say("{0}, which is there already, fills in.", there.name)}`,
      action: { kind: "choose", model: there.name, label: say("Use {0}", there.name) },
    };
  // The smallest, whatever the machine has: a completion that comes late is none.
  const suggested = suggestModel("completion", undefined);
  if (provider.kind !== "ollama" || suggested === undefined)
    return { sentence: `${why} ${modelAdvice(provider, "completion").sentence}` };
  const { name, bytes } = suggested;
  return {
    sentence: `${why} ${say("{0} fills in ({1} to download).", name, sizeWords(bytes))}`,
    action: { kind: "pull", model: name, label: say("Get {0}", name) },
  };
}
