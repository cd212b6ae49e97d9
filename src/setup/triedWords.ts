import type { InfillVerdict } from "../models/infillTrial.ts";
import { knownInfill } from "../models/knownInfill.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type { InfillVerdicts } from "./infillVerdicts.ts";
import { say } from "../terms/words.ts";

const words: { readonly [V in InfillVerdict]: string } = {
  fills: say("tried: fills in"),
  leaksTokens: say("tried: writes its tokens into the code"),
  ignoresSuffix: say("tried: ignores what follows"),
  talks: say("tried: talks instead"),
  empty: say("tried: writes nothing"),
};

/** How a model was found to fill in, for its row among others; `undefined`: it was not tried as it fills in now. */
export function triedWords(model: KnownModel, verdicts: InfillVerdicts): string | undefined {
  const known = knownInfill(model);
  const verdict = known && verdicts.of(model.digest, known.format);
  return verdict && words[verdict];
}
