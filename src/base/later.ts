import { toDisposable, type Disposable } from "./disposable.ts";

/** Calls back once after so many milliseconds, unless disposed before. */
export function later(milliseconds: number, callback: () => void): Disposable {
  const timer = setTimeout(callback, milliseconds);
  return toDisposable(() => {
    clearTimeout(timer);
  });
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = later(milliseconds, resolve);
    signal.addEventListener(
      "abort",
      () => {
        timer.dispose();
        resolve();
      },
      { once: true },
    );
  });
}
