import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { Movement } from "../egress/answer.ts";
import type { LedgerRecord } from "../ledger/record.ts";

/** What tells which requests are under way. */
export type RunningParts = {
  readonly onDidAppend: Event<LedgerRecord>;
  readonly onDidMove: Event<Movement>;
};

/** The requests of this window, and the openings of links, that are under way. */
export class RunningRequests implements Disposable {
  readonly #ids = new Set<string>();
  readonly #store = new DisposableStore();

  constructor({ onDidAppend, onDidMove }: RunningParts) {
    this.#store.add(
      onDidAppend(({ entry }) => {
        if (entry.phase === "attempt" || entry.phase === "opened") this.#ids.add(entry.id);
        else this.#ids.delete(entry.id);
      }),
    );
    this.#store.add(
      onDidMove(({ phase, id }) => {
        // It is over, though its end could not be recorded.
        if (phase === "ended") this.#ids.delete(id);
      }),
    );
  }

  /** Whether a request is under way. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
