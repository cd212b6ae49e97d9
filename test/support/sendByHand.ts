import type { Draft } from "../../src/prompt/draft.ts";
import type { DraftLimits } from "../../src/prompt/draftLimits.ts";
import type { Route } from "../../src/routing/route.ts";
import type { Order } from "../../src/sending/order.ts";
import type { Sending } from "../../src/sending/send.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import { noLimits } from "./noRules.ts";

/** One request on its way, whose answer a test gives piece by piece. */
export type SentByHand = {
  readonly order: Order;
  readonly signal: AbortSignal;
  readonly draft: Draft;
  /** Gives the next events; resolves when everybody had the time to hear them. */
  readonly give: (...events: readonly SendEvent[]) => Promise<void>;
};

/** Where what is sent goes, and what may not go there; both are asked anew for each request. */
export type ByHand = { readonly route: () => Route; readonly limits?: () => DraftLimits };

/** What is written. */
export const text = (words: string, logprobs?: readonly number[]): SendEvent => ({
  kind: "text",
  text: words,
  ...(logprobs && { logprobs }),
});

/** The end of an answer, as of a server that counts. */
export const end: SendEvent = { kind: "end", reason: "stop", usage: { answerTokens: 1 } };

/** Everything that waits for nothing but its turn has had it. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A send that drafts and goes out at once, and answers what the test gives. */
export function sendByHand({ route, limits = () => noLimits }: ByHand): {
  readonly send: Sending["send"];
  readonly sent: readonly SentByHand[];
} {
  const sent: SentByHand[] = [];
  const send: Sending["send"] = async function* (order, signal) {
    const waiting: SendEvent[] = [];
    let wake = (): void => undefined;
    signal.addEventListener("abort", () => {
      wake();
    });
    const give = (...events: readonly SendEvent[]): Promise<void> => {
      waiting.push(...events);
      wake();
      return settled();
    };
    sent.push({ order, signal, draft: order.draft(route(), limits()), give });
    yield { kind: "routed", route: route() };
    yield { kind: "sending" };
    for (;;) {
      if (signal.aborted) {
        yield { kind: "failed", failure: { kind: "stopped" } };
        return;
      }
      const event = waiting.shift();
      if (event === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      yield event;
      if (event.kind === "end" || event.kind === "failed") return;
    }
  };
  return { send, sent };
}
