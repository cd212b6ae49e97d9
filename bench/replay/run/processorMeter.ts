/** Measures what this process costs its machine. */
export type ProcessorMeter = {
  /** Processor time since the last call, in milliseconds, all threads together. */
  readonly lapMs: () => number;
  /** The longest stretch for which the main thread computed between two turns of a timer. */
  readonly longestBlockMs: () => number;
  readonly stop: () => void;
};

/** How often the main thread is looked at: short blocks within one interval count together. */
const turnMs = 4;

/** Starts measuring; only against the wall clock. */
export function startProcessorMeter(): ProcessorMeter {
  let lap = process.cpuUsage();
  let turn = process.threadCpuUsage();
  let longestMs = 0;
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(turn);
    turn = process.threadCpuUsage();
    longestMs = Math.max(longestMs, (user + system) / 1000);
  }, turnMs);
  return {
    lapMs: () => {
      const { user, system } = process.cpuUsage(lap);
      lap = process.cpuUsage();
      return (user + system) / 1000;
    },
    longestBlockMs: () => longestMs,
    stop: () => {
      clearInterval(timer);
    },
  };
}
