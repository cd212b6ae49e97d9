import type { Delta, Usage } from "../providers/provider.ts";

/**
 * Passes deltas on; where the server counted the tokens of the answer and not their time, the time is measured here, from
 * the first piece to the last. `clock`: milliseconds, monotonic.
 */
export async function* timed(deltas: AsyncIterable<Delta>, clock: () => number): AsyncGenerator<Delta> {
  let firstMs: number | undefined;
  let lastMs = 0;
  for await (const delta of deltas) {
    if (delta.kind === "text" || delta.kind === "thinking") {
      lastMs = clock();
      firstMs ??= lastMs;
    }
    yield delta.kind === "end"
      ? { ...delta, usage: withTime(delta.usage, lastMs - (firstMs ?? lastMs)) }
      : delta;
  }
}

/** The first token came at the beginning of the time that was measured: the others took it. */
function withTime(usage: Usage, tookMs: number): Usage {
  const { answerTokens = 0, answerMs } = usage;
  if (answerMs !== undefined || answerTokens < 2 || tookMs <= 0) return usage;
  return { ...usage, answerMs: (tookMs * answerTokens) / (answerTokens - 1) };
}
