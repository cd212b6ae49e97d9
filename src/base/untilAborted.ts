/**
 * What a promise settles to, or `undefined` as soon as the signal is aborted: what never settles holds nobody up. What the
 * promise comes to after that is nobody's news, not even that it failed.
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    onAbort = () => {
      resolve(undefined);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort);
  });
  return Promise.race([aborted, promise]).finally(() => {
    signal.removeEventListener("abort", onAbort);
  });
}
