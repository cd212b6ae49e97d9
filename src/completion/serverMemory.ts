import { charactersPerToken } from "../prompt/promptBudget.ts";
import { sharedStart } from "../prompt/sharedLength.ts";
import { ServerFigures } from "./serverFigures.ts";

/** One request that got as far as its prompt. */
export type Told = {
  readonly prompt: string;
  readonly answer: string;
  readonly promptTokens?: number | undefined;
  /** Milliseconds that the server spent on the prompt. */
  readonly promptMs?: number | undefined;
  /** Milliseconds from sending to the first text. */
  readonly firstTextMs?: number | undefined;
  /** Milliseconds from sending to the end of the first line. */
  readonly lineMs?: number | undefined;
};

/** What a server with one place for a prompt most likely has in it, and what it does with one. */
export class ServerMemory {
  readonly figures = new ServerFigures();
  #held = "";
  #wasChatted = false;

  /** How many characters at the beginning of a prompt it need not read again. */
  held(prompt: string): number {
    const isGone = this.#wasChatted && this.figures.chatEvicts !== false;
    return isGone ? 0 : sharedStart(this.#held, prompt);
  }

  /** It has answered something else meanwhile. */
  chatted(): void {
    this.#wasChatted = true;
  }

  /** Takes a request into account. Returns the tokens of the prompt that were really read, as far as that can be told. */
  learn(told: Told): number | undefined {
    const { prompt, answer, promptTokens = Math.round(prompt.length / charactersPerToken), ...times } = told;
    const share = sharedStart(this.#held, prompt) / Math.max(1, prompt.length);
    const held = this.#wasChatted ? { heldShare: 0, heldBeforeChat: share } : { heldShare: share };
    const isDoubtful = this.#wasChatted && this.figures.chatEvicts !== true && share > 0;
    this.#held = prompt + answer;
    this.#wasChatted = false;
    // What may have been kept over a chat says nothing about how fast a whole prompt is read.
    return this.figures.learn({
      promptTokens,
      ...times,
      ...held,
      ...(isDoubtful && { heldShare: share / 2 }),
    });
  }
}
