import { setTimeout as after } from "node:timers/promises";
import type { Pace } from "./serverScript.ts";

/** Hands out permits to write. `who` is the request that writes. */
export type Pacer = {
  /** Lets the next `count` tokens go, of any request in order of waiting, or only of `who`. */
  release(count: number, who?: object): void;
  /** Forgets the permits nobody took. Whoever waits goes on unless the new pace is manual, too. */
  restart(pace: Pace): void;
  /** Resolves when `count` tokens may be written, or when `gone` aborts. */
  take(count: number, pace: Pace, who: object, gone: AbortSignal): Promise<void>;
};

type Waiter = { readonly who: object; missing: number; readonly go: () => void };

/** A pacer whose permits are kept until somebody takes them, so that releasing may come before asking. */
export function createPacer(): Pacer {
  let own = new WeakMap<object, number>();
  let shared = 0;
  let waiters: Waiter[] = [];

  const drawOwn = (who: object, wanted: number): number => {
    const held = own.get(who) ?? 0;
    const drawn = Math.min(held, wanted);
    own.set(who, held - drawn);
    return drawn;
  };
  const drawShared = (wanted: number): number => {
    const drawn = Math.min(shared, wanted);
    shared -= drawn;
    return drawn;
  };
  const serve = (): void => {
    for (const waiter of waiters) {
      waiter.missing -= drawOwn(waiter.who, waiter.missing);
      waiter.missing -= drawShared(waiter.missing);
      if (waiter.missing === 0) waiter.go();
    }
    waiters = waiters.filter(({ missing }) => missing > 0);
  };
  const wait = (missing: number, who: object, gone: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const waiter: Waiter = { who, missing, go: resolve };
      waiters.push(waiter);
      gone.addEventListener("abort", () => {
        waiters = waiters.filter((other) => other !== waiter);
        resolve();
      });
      serve();
    });

  return {
    release(count, who) {
      if (who === undefined) shared += count;
      else own.set(who, (own.get(who) ?? 0) + count);
      serve();
    },
    restart(pace) {
      shared = pace === "manual" ? 0 : Infinity;
      own = new WeakMap();
      serve();
      shared = 0;
    },
    async take(count, pace, who, gone) {
      if (count === 0 || pace === "atOnce" || gone.aborted) return;
      if (pace === "manual") await wait(count, who, gone);
      else
        await after((1000 * count) / pace.tokensPerSecond, undefined, { signal: gone }).catch(
          () => undefined,
        );
    },
  };
}
