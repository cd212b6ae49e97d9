/** Context length, in tokens, that is asked of an Ollama server at most: memory grows with it. */
const largestAsked = 8192;

/**
 * The context length to use for a model, in tokens. Chat and completion must ask for the same one: a server reloads a
 * model whenever the number changes (measured 0.8 s for a 135M model, far more for a real one).
 */
export function usableContext(modelContextTokens: number | undefined): number {
  return Math.min(modelContextTokens ?? largestAsked, largestAsked);
}
