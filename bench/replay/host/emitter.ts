import { Disposable } from "./disposable.ts";

type Listener<T> = (event: T) => unknown;

/** As `vscode.EventEmitter`: a listener that throws is told on the console, and the others still hear. */
export class Emitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  /** Starts listening; `disposables` gets what ends it, as in the editor. */
  readonly event = (
    listener: Listener<T>,
    thisArg?: unknown,
    disposables?: { dispose(): unknown }[],
  ): Disposable => {
    const bound: Listener<T> = (event) => listener.call(thisArg, event);
    this.#listeners.add(bound);
    const ending = new Disposable(() => this.#listeners.delete(bound));
    disposables?.push(ending);
    return ending;
  };

  readonly fire = (event: T): void => {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        console.error(error);
      }
    }
  };

  readonly dispose = (): void => {
    this.#listeners.clear();
  };
}
