/**
 * Resolves at a moment of `performance.now`, or as soon as `signal` aborts. Moments instead of durations: timers count
 * whole milliseconds, and what each rounds must not add up.
 */
export async function until(momentMs: number, signal?: AbortSignal): Promise<void> {
  const waitMs = Math.round(momentMs - performance.now());
  if (waitMs <= 0 || signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    signal?.addEventListener("abort", done);
  });
}
