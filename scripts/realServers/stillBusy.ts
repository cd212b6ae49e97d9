import type { Say } from "../engine/install.ts";

const everyMs = 30_000;

/** Runs `work`, which takes minutes, and says every half minute how long it has been going on. */
export async function stillBusy<T>(say: Say, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const timer = setInterval(() => {
    say(`  … still at it after ${Math.round((performance.now() - started) / 1000)} s`);
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
