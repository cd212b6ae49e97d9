import { Disposable } from "./disposable.ts";
import { Emitter } from "./emitter.ts";

/** As `vscode.CancellationToken`. */
export type CancellationToken = {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: Emitter<unknown>["event"];
};

/** As `vscode.CancellationTokenSource`: whoever listens after the end is called at once, in a turn of its own. */
export class CancellationTokenSource {
  readonly #cancelled = new Emitter<unknown>();
  #isCancelled = false;
  readonly token: CancellationToken;

  constructor() {
    const isCancelled = (): boolean => this.#isCancelled;
    this.token = {
      get isCancellationRequested() {
        return isCancelled();
      },
      onCancellationRequested: (listener, thisArg, disposables) => {
        if (!isCancelled()) return this.#cancelled.event(listener, thisArg, disposables);
        const timer = setTimeout(() => {
          listener.call(thisArg, undefined);
        }, 0);
        return new Disposable(() => {
          clearTimeout(timer);
        });
      },
    };
  }

  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#cancelled.fire(undefined);
    this.#cancelled.dispose();
  }

  dispose(): void {
    this.#cancelled.dispose();
  }
}
