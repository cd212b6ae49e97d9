import type { InfillVerdict } from "../models/infillTrial.ts";
import { knownInfill } from "../models/knownInfill.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type { InfillVerdicts } from "./infillVerdicts.ts";

const words: { readonly [V in InfillVerdict]: string } = {
  fills: "tried: fills in",
  leaksTokens: "tried: writes its tokens into the code",
  ignoresSuffix: "tried: ignores what follows",
  talks: "tried: talks instead",
  empty: "tried: writes nothing",
};

/** How a model was found to fill in, for its row among others; `undefined`: it was not tried as it fills in now. */
export function triedWords(model: KnownModel, verdicts: InfillVerdicts): string | undefined {
  const known = knownInfill(model);
  const verdict = known && verdicts.of(model.digest, known.format);
  return verdict && words[verdict];
}
