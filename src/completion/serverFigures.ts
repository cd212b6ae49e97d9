/** What one request told about its server. Durations in milliseconds. */
export type Observation = {
  /** The prompt, as the server counted it, or an estimate where it was left before it told. */
  readonly promptTokens: number;
  /** What the server spent on reading the prompt, when it told. */
  readonly promptMs?: number | undefined;
  /** From sending to the first text. */
  readonly firstTextMs?: number | undefined;
  /** From sending to the end of the first line. */
  readonly lineMs?: number | undefined;
  /** Share (0 to 1) of the prompt that it should have had already. */
  readonly heldShare: number;
  /** A chat was answered by the server since the last completion, and this share of the prompt was there before it. */
  readonly heldBeforeChat?: number | undefined;
};

/** Fewer tokens than this say nothing about a speed. */
const leastTokens = 100;
/** A prompt that the server should have had no more of than this is read from its beginning. */
const cold = 0.2;
const warm = 0.8;
const weight = 0.3;
const mostTimes = 32;
/** The first requests load a model and read whole prompts: what is usual shows after this many. */
const fewestTimes = 8;

/** What a server does with one model, learned from its own durations: nothing is taken for granted by its name. */
export class ServerFigures {
  #prefillPerS: number | undefined;
  #keepsPrefix: boolean | undefined;
  #chatEvicts: boolean | undefined;
  #hasRoom = false;
  #mostPromptTokens: number | undefined;
  readonly #firstTextMs: number[] = [];
  readonly #lineMs: number[] = [];
  readonly #readTokens: number[] = [];

  /** Tokens of a prompt that it reads per second; `undefined` before it read a whole one. */
  get prefillPerS(): number | undefined {
    return this.#prefillPerS;
  }

  /** Whether it keeps the beginning of a prompt that it has read; `undefined` before that could be seen. */
  get keepsPrefix(): boolean | undefined {
    return this.#keepsPrefix;
  }

  /** Whether a chat makes it forget the completion's prompt; `undefined` before that could be seen. */
  get chatEvicts(): boolean | undefined {
    return this.#chatEvicts;
  }

  /** Whether it was seen to write a completion while it wrote something else. */
  get hasRoom(): boolean {
    return this.#hasRoom;
  }

  /** Estimated tokens of a prompt that it may take; `undefined`: it has said of none that it is too long. */
  get mostPromptTokens(): number | undefined {
    return this.#mostPromptTokens;
  }

  /** Median time to the first text, in milliseconds; `undefined` before enough requests. */
  get firstTextMs(): number | undefined {
    return usual(this.#firstTextMs);
  }

  /** Median time to a first line, in milliseconds. */
  get lineMs(): number | undefined {
    return median(this.#lineMs);
  }

  /** Median of the tokens of a prompt that it had to read; `undefined` before enough requests. */
  get readTokens(): number | undefined {
    return usual(this.#readTokens);
  }

  /**
   * Learns from a request that got as far as its first text. Returns the tokens of the prompt that were really read, as
   * far as that can be told.
   */
  learn(seen: Observation): number | undefined {
    const { promptTokens, firstTextMs, lineMs, heldShare } = seen;
    if (lineMs !== undefined) keepLast(this.#lineMs, lineMs);
    if (firstTextMs !== undefined) keepLast(this.#firstTextMs, firstTextMs);
    const readMs = seen.promptMs ?? this.#beyondOverhead(firstTextMs);
    if (readMs === undefined) return undefined;
    if (readMs > 0 && heldShare < cold && promptTokens >= leastTokens)
      this.#takeSpeed((promptTokens / readMs) * 1000);
    if (this.#prefillPerS === undefined) return undefined;
    const read = Math.min(promptTokens, Math.round((readMs / 1000) * this.#prefillPerS));
    if (promptTokens >= leastTokens) this.#takeReuse(seen, read / promptTokens);
    keepLast(this.#readTokens, read);
    return read;
  }

  /** It wrote a completion while it wrote something else. */
  sawRoom(): void {
    this.#hasRoom = true;
  }

  /** It said of a prompt of so many tokens that it is too long: half of that is tried next. */
  sawTooLong(promptTokens: number): void {
    this.#mostPromptTokens = Math.round(promptTokens / 2);
  }

  /** What a server that was left before it told its own time spent on more than every request costs. */
  #beyondOverhead(firstTextMs: number | undefined): number | undefined {
    return firstTextMs === undefined ? undefined : firstTextMs - Math.min(...this.#firstTextMs);
  }

  #takeSpeed(perS: number): void {
    const known = this.#prefillPerS;
    this.#prefillPerS = known === undefined ? perS : known + weight * (perS - known);
  }

  #takeReuse({ heldShare, heldBeforeChat = 0 }: Observation, readShare: number): void {
    if (heldShare > warm) this.#keepsPrefix = readShare < 0.5;
    if (heldBeforeChat > warm) this.#chatEvicts = readShare > 0.5;
  }
}

function keepLast(values: number[], value: number): void {
  values.push(value);
  if (values.length > mostTimes) values.shift();
}

function usual(values: readonly number[]): number | undefined {
  return values.length < fewestTimes ? undefined : median(values);
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
