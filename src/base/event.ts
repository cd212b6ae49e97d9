import { toDisposable, type Disposable } from "./disposable.ts";

/** Subscribes a listener; dispose to unsubscribe. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The private end of an {@link Event}: whoever owns it fires. */
export type Emitter<T> = { readonly event: Event<T>; readonly fire: (value: T) => void };

/** Makes an emitter. Listeners are called in the order they came; one added while firing waits for the next. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<{ call: (value: T) => void }>();
  return {
    event: (listener) => {
      const entry = { call: listener };
      listeners.add(entry);
      return toDisposable(() => listeners.delete(entry));
    },
    fire: (value) => {
      for (const { call } of [...listeners]) call(value);
    },
  };
}
