import type { Disposable } from "./disposable.ts";
import { loadOnce } from "./loadOnce.ts";

/** Something that is loaded when it is first needed, and let go of together with this. */
export type Lazy<T> = Disposable & {
  /** Gives the same to everybody. A load that failed is tried again for the next one who asks. */
  readonly load: () => Promise<T>;
  /** What is loaded already. */
  readonly loaded: () => T | undefined;
};

/** Opens something when it is first asked for; what comes after this was disposed is disposed as well. */
export function createLazy<T extends Disposable | undefined>(open: () => Promise<T>): Lazy<T> {
  let opened: T | undefined;
  let isOver = false;
  return {
    load: loadOnce(async () => {
      opened = await open();
      if (isOver) opened?.dispose();
      return opened;
    }),
    loaded: () => opened,
    dispose: () => {
      isOver = true;
      opened?.dispose();
    },
  };
}
