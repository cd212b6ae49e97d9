import { toDisposable, type Disposable } from "../../src/base/disposable.ts";

type Timer = { readonly atMs: number; readonly call: () => void };

/** A clock that stands still until it is told to go on, so that waiting costs no time. */
export class VirtualTime {
  /** Not 0, which some take for never. */
  #nowMs = 1000;
  readonly #timers = new Set<Timer>();

  readonly clock = (): number => this.#nowMs;

  readonly later = (milliseconds: number, call: () => void): Disposable => {
    const timer = { atMs: this.#nowMs + milliseconds, call };
    this.#timers.add(timer);
    return toDisposable(() => this.#timers.delete(timer));
  };

  /** Goes on by so many milliseconds; everything that is due happens in its order. */
  async pass(milliseconds: number): Promise<void> {
    const untilMs = this.#nowMs + milliseconds;
    await settled();
    for (let due = this.#next(untilMs); due.length > 0; due = this.#next(untilMs)) {
      for (const { call } of due) call();
      await settled();
    }
    this.#nowMs = untilMs;
  }

  /** Goes on until the work is done, and tells how many milliseconds that took. */
  async until<T>(work: Promise<T>): Promise<{ readonly value: T; readonly tookMs: number }> {
    const startedMs = this.#nowMs;
    const state = { isDone: false };
    const done = work.finally(() => {
      state.isDone = true;
    });
    await settled();
    while (!state.isDone) {
      const due = this.#next(Infinity);
      if (due.length === 0) throw new Error("nothing is left to happen, and the work is not done");
      for (const { call } of due) call();
      await settled();
    }
    return { value: await done, tookMs: this.#nowMs - startedMs };
  }

  /** The timers that are due next; it is their time then. */
  #next(untilMs: number): readonly Timer[] {
    const atMs = Math.min(...[...this.#timers].map((timer) => timer.atMs));
    if (this.#timers.size === 0 || atMs > untilMs) return [];
    const due = [...this.#timers].filter((timer) => timer.atMs === atMs);
    for (const timer of due) this.#timers.delete(timer);
    this.#nowMs = atMs;
    return due;
  }
}

/** Everything that waits for nothing but its turn has had it. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
