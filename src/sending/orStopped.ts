import { err, type Result } from "../base/result.ts";

/** What a step finds, or `stopped` as soon as the signal aborts: nobody waits for a server that hangs. */
export function orStopped<T, E>(
  step: Promise<Result<T, E>>,
  signal: AbortSignal,
): Promise<Result<T, E | { readonly kind: "stopped" }>> {
  if (signal.aborted) return Promise.resolve(err({ kind: "stopped" }));
  return new Promise((resolve, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        resolve(err({ kind: "stopped" }));
      },
      { once: true },
    );
    step.then(resolve, reject);
  });
}
