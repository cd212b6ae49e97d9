import type { FlowLineView } from "../../src/protocol/flowMessages.ts";
import { language, say } from "../../src/terms/words.ts";

/** `1 request`, `1,204 requests`. */
export function requestsWords(count: number): string {
  return count === 1 ? say("1 request") : say("{0} requests", count.toLocaleString(language()));
}

/** A line as one sentence: the way, what became of it, and how much it was. */
export function lineWords({
  part,
  gate,
  destination,
  became,
  requests,
  sent,
  received,
}: FlowLineView): string {
  const way = [part, gate, ...(destination === undefined ? [] : [destination.label])].join(" → ");
  const bytes = received === "" ? say("{0} sent", sent) : say("{0} sent, {1} received", sent, received);
  return `${way}, ${became}: ${requestsWords(requests)}, ${bytes}`;
}
