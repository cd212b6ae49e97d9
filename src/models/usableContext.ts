/** Context length, in tokens, that is asked of an Ollama server at most: memory grows with it. */
const largestAsked = 8192;

/**
 * The context length to ask for with a model, in tokens. Only Ollama is asked for one, with every request: chat and
 * completion must ask for the same, since it reloads a model whenever the number changes (measured 0.8 s for a 135M model,
 * far more for a real one).
 */
export function usableContext(modelContextTokens: number | undefined): number {
  return Math.min(modelContextTokens ?? largestAsked, largestAsked);
}
