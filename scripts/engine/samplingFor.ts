import type { GenerationOptions } from "./generationOptions.ts";
import type { Sampling, Token } from "./llamaRuntime.ts";

/**
 * Turns Ollama's options into the runtime's. The function it returns takes all tokens so far; with a fixed seed the
 * same request gives the same text again.
 */
export function samplingFor(options: GenerationOptions): (history: readonly Token[]) => Sampling {
  const seed = options.seed < 0 ? Math.floor(Math.random() * 2 ** 31) : options.seed;
  const lastTokens = options.repeat_last_n < 0 ? options.num_ctx : options.repeat_last_n;
  const penalised =
    lastTokens > 0 &&
    (options.repeat_penalty !== 1 || options.presence_penalty !== 0 || options.frequency_penalty !== 0);
  return (history) => ({
    temperature: Math.max(0, options.temperature),
    topK: Math.max(0, options.top_k),
    topP: options.top_p,
    minP: options.min_p,
    // Where each token is sampled on its own, the same seed would draw the same number every time.
    seed: (seed + history.length) % 2 ** 32,
    ...(penalised && {
      repeatPenalty: {
        penalty: options.repeat_penalty,
        presencePenalty: options.presence_penalty,
        frequencyPenalty: options.frequency_penalty,
        maxPunishTokens: lastTokens,
        punishTokens: () => history.slice(-lastTokens),
      },
    }),
  });
}
