import { toDisposable, type Disposable } from "./disposable.ts";

/** Subscribes a listener; dispose to unsubscribe. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The private end of an {@link Event}: whoever owns it fires. */
export type Emitter<T> = { readonly event: Event<T>; readonly fire: (value: T) => void };

/**
 * Makes an emitter. Listeners are called in the order they came; one added while firing waits for the next. One that
 * throws keeps no other from hearing: what ends requests must not depend on what draws them. The first error is thrown
 * when all have heard.
 */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<{ call: (value: T) => void }>();
  return {
    event: (listener) => {
      const entry = { call: listener };
      listeners.add(entry);
      return toDisposable(() => listeners.delete(entry));
    },
    fire: (value) => {
      const errors: unknown[] = [];
      for (const { call } of [...listeners]) {
        try {
          call(value);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
