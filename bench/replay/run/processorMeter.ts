/** Measures what this process costs its machine; only against the wall clock. */
export type ProcessorMeter = {
  /** Ends a lap: its processor time in milliseconds, all threads together. */
  readonly lapMs: () => number;
  /** The longest stretch for which the main thread computed between two turns of a timer; 0 when that is not measured. */
  readonly longestBlockMs: () => number;
  readonly stop: () => void;
};

/** How often the main thread is looked at: short blocks within one interval count together. */
const turnMs = 5;

/** Starts measuring laps. */
export function meterLaps(): ProcessorMeter {
  let lap = process.cpuUsage();
  return {
    lapMs: () => {
      const { user, system } = process.cpuUsage(lap);
      lap = process.cpuUsage();
      return (user + system) / 1000;
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
    const { user, system } = process.threadCpuUsage(turn);
    turn = process.threadCpuUsage();
    longestMs = Math.max(longestMs, (user + system) / 1000);
  }, turnMs);
  return {
    ...meterLaps(),
    longestBlockMs: () => longestMs,
    stop: () => {
      clearInterval(timer);
    },
  };
}
