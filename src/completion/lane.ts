import type { Flight } from "./flight.ts";

type Waiting = {
  readonly start: () => Flight | undefined;
  readonly resolve: (flight: Flight | undefined) => void;
};

/**
 * The way to a server that does one thing at a time: one request runs and one waits, the latest. A request that still
 * reads its prompt is never stopped for another one: the server would read on, and what it has read is the beginning of
 * what it is sent next. While it writes, it stops at once.
 */
export class Lane {
  #running: Flight | undefined;
  #waiting: Waiting | undefined;

  /** The request that runs now. */
  get running(): Flight | undefined {
    return this.#running;
  }

  /** Whether nothing runs and nothing waits. */
  get isFree(): boolean {
    return this.#running === undefined && this.#waiting === undefined;
  }

  /** Whether a request waits for the running one to end. */
  get hasWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /**
   * Starts a request as soon as the server is free, in place of the one that waits. `start` is called then; it gives
   * nothing when nobody wants it any more. Resolves to `undefined` when it was not started.
   */
  async submit(start: () => Flight | undefined): Promise<Flight | undefined> {
    this.#waiting?.resolve(undefined);
    this.#waiting = undefined;
    if (this.#running === undefined) return this.#start(start);
    const started = new Promise<Flight | undefined>((resolve) => {
      this.#waiting = { start, resolve };
    });
    this.#running.leave();
    return started;
  }

  /** Lets the running request go on: it is wanted after all, and whoever waits is not. */
  keepRunning(): void {
    this.#waiting?.resolve(undefined);
    this.#waiting = undefined;
    this.#running?.stay();
  }

  /** Stops everything. */
  stop(): void {
    this.#waiting?.resolve(undefined);
    this.#waiting = undefined;
    this.#running?.abort();
  }

  #start(start: () => Flight | undefined): Flight | undefined {
    const flight = start();
    if (flight === undefined) return undefined;
    this.#running = flight;
    flight.afterwards(() => {
      this.#goOn();
    });
    return flight;
  }

  #goOn(): void {
    this.#running = undefined;
    const next = this.#waiting;
    this.#waiting = undefined;
    next?.resolve(this.#start(next.start));
  }
}
