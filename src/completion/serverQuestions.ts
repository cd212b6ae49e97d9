import type { ContextPorts, DefinitionTarget } from "./contextPorts.ts";

/** Questions that may be with the language server at one time, whatever became of those who asked. */
const mostAtOnce = 32;
/** A question without an answer for so long no longer keeps others waiting. */
const givenUpMs = 10_000;

/** Lets so many through at a time; the others wait for their turn. */
class Turnstile {
  #free = mostAtOnce;
  readonly #waiting: (() => void)[] = [];

  async enter(): Promise<void> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** Asks language servers a few questions at a time, and knows how long they take. */
export class ServerQuestions {
  readonly #ports: Pick<ContextPorts, "later" | "clock">;
  readonly #turnstile = new Turnstile();
  readonly #openSinceMs = new Set<{ readonly ms: number }>();
  #lastMs = 0;

  constructor(ports: Pick<ContextPorts, "later" | "clock">) {
    this.#ports = ports;
  }

  /** How long the last answer took, or the oldest open question waits already, in milliseconds. */
  delayMs(): number {
    const now = this.#ports.clock();
    return Math.max(this.#lastMs, ...[...this.#openSinceMs].map(({ ms }) => now - ms));
  }

  /** An answer; nothing when the server fails, or when the one who asks has gone before it was asked. */
  async ask(
    question: () => Promise<readonly DefinitionTarget[]>,
    signal: AbortSignal,
  ): Promise<readonly DefinitionTarget[]> {
    await this.#turnstile.enter();
    const since = { ms: this.#ports.clock() };
    this.#openSinceMs.add(since);
    const over = (): void => {
      if (this.#openSinceMs.delete(since)) this.#turnstile.leave();
    };
    const givenUp = this.#ports.later(givenUpMs, over);
    try {
      if (signal.aborted) return [];
      const found = await question();
      this.#lastMs = this.#ports.clock() - since.ms;
      return found;
    } catch {
      return [];
    } finally {
      givenUp.dispose();
      over();
    }
  }
}
