import type { FlowLineView } from "../../src/protocol/flowMessages.ts";

/** `1 request`, `1,204 requests`. */
export function requestsWords(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "request" : "requests"}`;
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
  const bytes = received === "" ? `${sent} sent` : `${sent} sent, ${received} received`;
  return `${way}, ${became}: ${requestsWords(requests)}, ${bytes}`;
}
