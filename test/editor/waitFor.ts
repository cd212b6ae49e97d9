import { setTimeout as after } from "node:timers/promises";

const limitMs = 15_000;

/** Waits until `look` finds something, and returns it; what it is called goes into the error. */
export async function waitFor<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}.`);
    await after(20);
  }
}
