import { install } from "@sinonjs/fake-timers";

/** Time that passes only when nothing real is going on: sockets are real, timers are not. */
export type SimulatedTime = {
  /** Lets timers come due, one after the other, until the work is done. */
  readonly until: <T>(work: Promise<T>) => Promise<T>;
  /** Lets so many milliseconds pass. */
  readonly pass: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly end: () => void;
};

/** What has been sent over loopback has arrived after so many turns of the event loop. */
const turns = 60;

async function settle(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function settled(isDone: () => boolean): Promise<boolean> {
  await settle();
  return isDone();
}

/** Replaces `setTimeout`, `performance.now` and `Date` of this process until `end`. */
export function simulatedTime(): SimulatedTime {
  const clock = install({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  return {
    until: async (work) => {
      let isDone = false;
      const done = (): void => {
        isDone = true;
      };
      work.then(done, done);
      while (!(await settled(() => isDone))) await clock.nextAsync();
      return await work;
    },
    pass: async (milliseconds) => {
      await settle();
      await clock.tickAsync(milliseconds);
      await settle();
    },
    now: () => performance.now(),
    end: () => {
      clock.uninstall();
    },
  };
}
