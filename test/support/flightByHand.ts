import { later } from "../../src/base/later.ts";
import { Flight, type FlightParts, type FlightPlan } from "../../src/completion/flight.ts";
import { siteAt } from "../../src/completion/siteAt.ts";
import { completionAt } from "./completionAt.ts";
import { rememberingLog } from "./headless.ts";
import { routeTo, snapshot } from "./samples.ts";
import { sendByHand, type SentByHand } from "./sendByHand.ts";

/** Whose answers are not waited for. */
const route = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" });

/** A request that has begun at a mark; what is written comes from the test. */
export function flightByHand(
  at: string,
  plan: Partial<FlightPlan> = {},
  parts: Partial<FlightParts> = {},
): { readonly flight: Flight; readonly give: SentByHand["give"] } {
  const { send, sent } = sendByHand({ route: () => route });
  const here = snapshot(at);
  const flight = new Flight(
    {
      ...{ purpose: "asked", snapshot: here, site: siteAt(here, false), answerTokens: 96 },
      order: {
        ...{ task: "completion", trigger: "automatic", files: [] },
        draft: (to) => completionAt(here, to),
      },
      ...plan,
    },
    {
      ...{ sending: { send }, clock: () => 0, later, mayLinger: () => true },
      log: rememberingLog().log,
      ...parts,
    },
  );
  return { flight, give: async (...events) => sent[0]?.give(...events) };
}
