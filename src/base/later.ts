import { toDisposable, type Disposable } from "./disposable.ts";

/** Calls back once after so many milliseconds, unless disposed before. */
export function later(milliseconds: number, callback: () => void): Disposable {
  const timer = setTimeout(callback, milliseconds);
  return toDisposable(() => {
    clearTimeout(timer);
  });
}

/** Resolves after so many milliseconds, or as soon as the signal aborts; nothing of it stays with the signal. */
export function pause(milliseconds: number, signal: AbortSignal, timer = later): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      due.dispose();
      signal.removeEventListener("abort", over);
      resolve();
    };
    const due = timer(milliseconds, over);
    signal.addEventListener("abort", over);
  });
}
