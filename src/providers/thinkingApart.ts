import { splitThinking } from "../stream/splitThinking.ts";
import type { Delta } from "./provider.ts";

/** Passes the deltas of a chat on, with the thinking that a model writes into its text taken out of it. */
export async function* thinkingApart(deltas: AsyncIterable<Delta>): AsyncGenerator<Delta> {
  const split = splitThinking();
  for await (const delta of deltas) {
    if (delta.kind === "text") yield* split.take(delta.text);
    else {
      if (delta.kind === "end" || delta.kind === "failed") yield* split.end();
      yield delta;
    }
  }
}
