import type { Disposable } from "./disposable.ts";

/** What is to happen once for all calls that come together. */
export type Coalesced = Disposable & { readonly call: () => void };

/** Has something done once for all calls until `next` calls back; when it is disposed nothing is done any more. */
export function coalesced(next: (callback: () => void) => Disposable, work: () => void): Coalesced {
  let due: Disposable | undefined;
  return {
    call: () => {
      due ??= next(() => {
        due = undefined;
        work();
      });
    },
    dispose: () => due?.dispose(),
  };
}
