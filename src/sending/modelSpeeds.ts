import type { Usage } from "../providers/provider.ts";

/** Fewer tokens than this say nothing about a speed. */
const leastTokens = 8;

/** How fast models answered in this window, by what their servers counted. Nothing is guessed. */
export class ModelSpeeds {
  readonly #seen = new Map<string, number>();

  /** Notes what a finished answer tells; `provider` is the id of one. */
  note(provider: string, model: string, { answerTokens, answerMs }: Usage): void {
    if (answerTokens === undefined || answerMs === undefined) return;
    if (answerTokens >= leastTokens && answerMs > 0)
      this.#seen.set(`${provider}/${model}`, (answerTokens / answerMs) * 1000);
  }

  /** Tokens per second of a model's last answer that was long enough. */
  last(provider: string, model: string): number | undefined {
    return this.#seen.get(`${provider}/${model}`);
  }
}
