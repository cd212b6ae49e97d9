import type { Disposable } from "../base/disposable.ts";
import type { LedgerBook } from "./ledgerBook.ts";

/** What the tidying goes by. */
export type TidyingParts = Pick<LedgerBook, "term" | "removeOld"> & {
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  /** Told of what could not be removed. */
  readonly onFailure: (error: unknown) => void;
};

/** Who types 90 into the settings may have 9 there for a moment, and what is removed does not come back. */
const settleMs = 30_000;

/** Lets go of records and bodies whose time is over, in a window that stays open for days as well. */
export class LedgerTidying implements Disposable {
  readonly #parts: TidyingParts;
  /** The term that was tidied by last, or will be soon. */
  #term: string;
  #waiting: Disposable | undefined;

  constructor(parts: TidyingParts) {
    this.#parts = parts;
    this.#term = this.#current();
  }

  /** Tidies now. */
  async tidy(): Promise<void> {
    this.#term = this.#current();
    try {
      await this.#parts.removeOld();
    } catch (error) {
      this.#parts.onFailure(error);
    }
  }

  /** Tidies soon if another UTC day has begun, or other days are set; to be called whenever that may be. */
  look(): void {
    const term = this.#current();
    if (term === this.#term) return;
    this.#term = term;
    this.#waiting?.dispose();
    this.#waiting = this.#parts.later(settleMs, () => void this.tidy());
  }

  dispose(): void {
    this.#waiting?.dispose();
  }

  #current(): string {
    return JSON.stringify(this.#parts.term());
  }
}
