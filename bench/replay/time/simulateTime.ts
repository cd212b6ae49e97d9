import FakeTimers from "@sinonjs/fake-timers";
import { quiet } from "./quiet.ts";
import { watchSockets } from "./socketTraffic.ts";

/** A time in which a replay happens. */
export type ReplayTime = {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** How often time went on although something had not ended. */
  readonly impatient: () => number;
};

/** The time of the wall clock. */
export const realTime: ReplayTime = { run: (work) => work(), impatient: () => 0 };

/**
 * A time that goes by only while nothing else happens: timers, `performance.now` and dates are those of a clock that
 * jumps to the next timer whenever every byte has arrived and every file has been read. Sockets and files stay real, and
 * cost no time. Has to be installed before the code that is to live in it is loaded, and stays until the process ends.
 */
export function simulateTime(): ReplayTime {
  const realNow = performance.now.bind(performance);
  const traffic = watchSockets();
  const clock = FakeTimers.install({
    now: Date.now(),
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "hrtime"],
  });
  const begin = clock.now;
  performance.now = () => clock.now - begin;
  AbortSignal.timeout = abortAfter;
  let impatient = 0;
  return {
    run: async (work) => {
      const progress = { isOver: false };
      const working = work().finally(() => {
        progress.isOver = true;
      });
      // Whoever waits for the end hears of a failure there, and not before.
      working.catch(() => undefined);
      for (;;) {
        if (!(await quiet(traffic, realNow))) impatient += 1;
        if (progress.isOver) return working;
        if (clock.countTimers() === 0) throw new Error("Nothing will ever happen again: everybody waits.");
        clock.next();
      }
    },
    impatient: () => impatient,
  };
}

/** As `AbortSignal.timeout`, which Node runs on a clock of its own. */
function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  }, milliseconds).unref();
  return controller.signal;
}
