/**
 * How long something took, counted in fixed buckets so that the figures of many days and windows add up: bucket `i` holds
 * what took up to 10 · 2^(i/4) ms, the first one also everything shorter, the 49th (41 s) also everything longer. A value
 * read from it is no more than 10 % off. Empty buckets at the end are left out.
 */
export type Latencies = readonly number[];

const shortestMs = 10;
const perDoubling = 4;
const lastBucket = 48;

/** Counts one more. */
export function addLatency(latencies: Latencies, milliseconds: number): Latencies {
  const exact = perDoubling * Math.log2(milliseconds / shortestMs);
  const bucket = Math.min(lastBucket, Math.max(0, Math.ceil(exact)));
  const length = Math.max(latencies.length, bucket + 1);
  return Array.from({ length }, (_, index) => (latencies[index] ?? 0) + (index === bucket ? 1 : 0));
}

/** Both together. */
export function mergeLatencies(some: Latencies, others: Latencies): Latencies {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, index) => (some[index] ?? 0) + (others[index] ?? 0));
}

/** The time in milliseconds that a share (0 to 1) of them did not exceed; `undefined` when there are none. */
export function latencyAt(latencies: Latencies, share: number): number | undefined {
  const total = latencies.reduce((sum, count) => sum + count, 0);
  let left = Math.ceil(total * share);
  for (const [bucket, count] of latencies.entries()) {
    left -= count;
    // The middle of the bucket, as its bounds grow.
    if (count > 0 && left <= 0) return shortestMs * 2 ** ((bucket - 0.5) / perDoubling);
  }
  return undefined;
}
