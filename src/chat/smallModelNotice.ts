import { attachmentTokens } from "../context/attachmentTokens.ts";
import { findModel } from "../routing/knownServer.ts";
import type { ViewFacts } from "./viewFacts.ts";
import { language, say } from "../terms/words.ts";

/** Models of fewer weights than this get code wrong more often than right, whatever they are asked. */
const fewParameters = 1e9;
/** Less text than this beside a question is no hard task, in estimated tokens. */
const littleText = 200;
/** A context shorter than this is soon full, in tokens. */
const shortContext = 4096;
/** Share of the context that the text beside a question may take before little is left for the rest. */
const mostOfIt = 0.5;

const units: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** How many weights a model has, from what its server writes: `134.52M`, `1.5B`. */
function parametersOf(written: string | undefined): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)\s*([KMBT])$/i.exec(written ?? "") ?? [];
  return number === undefined ? undefined : Number(number) * (units[unit.toUpperCase()] ?? 1);
}

/**
 * Why the model is too small for what lies beside the next question, as a sentence: by its number of weights and its context
 * as its server tells them, never by what it answers. `undefined` where nothing tells that it is.
 */
export function smallModelNotice({
  outlook,
  server,
  chips,
}: Pick<ViewFacts, "outlook" | "server" | "chips">): string | undefined {
  if (!outlook.ok) return undefined;
  const { model, contextTokens } = outlook.value.route;
  const beside = chips.reduce((sum, chip) => sum + attachmentTokens(chip), 0);
  if (contextTokens < shortContext && beside > contextTokens * mostOfIt)
    return say(
      "What is beside the message fills most of the {0} tokens that {1} can read, so little is left for the conversation and the answer.",
      contextTokens.toLocaleString(language()),
      model,
    );
  const written = server.kind === "up" ? findModel(server, model)?.parameters : undefined;
  const parameters = parametersOf(written);
  if (written === undefined || parameters === undefined || parameters >= fewParameters || beside < littleText)
    return undefined;
  return say("{0} is very small ({1} parameters): it often gets code wrong.", model, written);
}
