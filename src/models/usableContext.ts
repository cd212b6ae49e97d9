import type { WireFormat } from "../settings/providerPresets.ts";

/** Context length, in tokens, that is asked of an Ollama server at most: memory grows with it. */
const largestAsked = 8192;

/**
 * The context length to use for a model, in tokens. Only Ollama is asked for one, with every request: chat and completion
 * must ask for the same, since it reloads a model whenever the number changes (measured 0.8 s for a 135M model, far more
 * for a real one). Any other server was started with its length, so what it tells counts; one that tells none is taken
 * to have no more than Ollama is asked for.
 */
export function usableContext(modelContextTokens: number | undefined, wire: WireFormat): number {
  const told = modelContextTokens ?? largestAsked;
  return wire === "ollama" ? Math.min(told, largestAsked) : told;
}
