/** No server is left alone for longer than this, in milliseconds. */
export const longestPauseMs = 300_000;

const pausesMs = [2_000, 5_000, 15_000, 60_000, longestPauseMs];

/** How long to leave a server alone that has not answered `failures` times in a row, in milliseconds. */
export function retryPauseMs(failures: number): number {
  return pausesMs[Math.min(failures, pausesMs.length) - 1] ?? 0;
}
