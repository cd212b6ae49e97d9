import type { Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { LedgerRecord } from "../ledger/record.ts";

/** The requests of this window that are under way, by what the ledger is told. */
export class RunningRequests implements Disposable {
  readonly #ids = new Set<string>();
  readonly #subscription: Disposable;

  constructor(onDidAppend: Event<LedgerRecord>) {
    this.#subscription = onDidAppend(({ entry }) => {
      if (entry.phase === "attempt" || entry.phase === "opened") this.#ids.add(entry.id);
      else this.#ids.delete(entry.id);
    });
  }

  /** Whether a request is under way. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
