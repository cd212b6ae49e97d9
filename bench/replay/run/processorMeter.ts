/** Measures what this process costs its machine; only against the wall clock. */
export type ProcessorMeter = {
  /** Ends a lap. */
  readonly lap: () => Lap;
  /** The longest stretch for which the main thread computed between two turns of a timer; 0 when that is not measured. */
  readonly longestBlockMs: () => number;
  readonly stop: () => void;
};

/** Processor time in milliseconds: of all threads, the main one among them, and of that alone. */
export type Lap = { readonly allMs: number; readonly mainMs: number };

/** How often the main thread is looked at: short blocks within one interval count together. */
const turnMs = 5;

/** Starts measuring laps. */
export function meterLaps(): ProcessorMeter {
  let [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
  return {
    lap: () => {
      const [allSince, mainSince] = [process.cpuUsage(all), process.threadCpuUsage(main)];
      [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
      return { allMs: milliseconds(allSince), mainMs: milliseconds(mainSince) };
    },
    longestBlockMs: () => 0,
    stop: () => undefined,
  };
}

/** Starts measuring blocks, too; looking costs so much that the laps are then worth nothing. */
export function meterBlocks(): ProcessorMeter {
  let turn = process.threadCpuUsage();
  let longestMs = 0;
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, milliseconds(process.threadCpuUsage(turn)));
    turn = process.threadCpuUsage();
  }, turnMs);
  return {
    ...meterLaps(),
    longestBlockMs: () => longestMs,
    stop: () => {
      clearInterval(timer);
    },
  };
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
