import { daysBefore } from "../base/daysBefore.ts";
import { dayOfFile } from "../ledger/ledgerFiles.ts";
import type { LedgerRow, Unlisted } from "../ledger/ledgerRows.ts";
import type { DataFlow } from "./dataFlow.ts";

/** What a reading is made from. */
export type FlowReadingParts = {
  /** Newest first. */
  readonly rows: (unlisted: Unlisted) => AsyncGenerator<LedgerRow, void>;
  readonly flow: DataFlow;
  /** The day of the reader's from which on requests are wanted now; absent: all. */
  readonly since: () => string | undefined;
  /** Told again and again while it reads. */
  readonly onProgress: () => void;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
};

/** Somebody who waits for all of a long ledger sees what was read so far after this long, and again and again. */
const partAfterMs = 250;

/** Reads the ledger into a flow, newest first, as far as it is wanted and no further; goes on from there. */
export class FlowReading {
  readonly #parts: FlowReadingParts;
  readonly #rows: AsyncGenerator<LedgerRow, void>;
  #oldestDay: string | undefined;
  #isAtEnd = false;
  #isReading = false;
  #isLeft = false;
  #failure: Error | undefined;
  #requests = 0;
  #broken = 0;
  #deleted: string | undefined;

  constructor(parts: FlowReadingParts) {
    this.#parts = parts;
    this.#rows = parts.rows({
      onBroken: () => {
        this.#broken += 1;
      },
      onDeleted: (time) => {
        if (this.#deleted === undefined || time > this.#deleted) this.#deleted = time;
      },
    });
  }

  /** Requests and refusals that were read. */
  get requests(): number {
    return this.#requests;
  }

  /** Lines among what was read that are no records. */
  get broken(): number {
    return this.#broken;
  }

  /** When what was recorded before was last deleted (ISO 8601, UTC), as far as that was read. */
  get deleted(): string | undefined {
    return this.#deleted;
  }

  /** Whether everything that is wanted was read. */
  get isWhole(): boolean {
    if (this.#isAtEnd) return true;
    const since = this.#parts.since();
    // A file holds nothing later than its day, which is UTC's, but earlier times before later ones when the clock went back.
    return since !== undefined && this.#oldestDay !== undefined && this.#oldestDay < daysBefore(since, 1);
  }

  /** Reads on until everything that is wanted was read; resolves at once while that goes on already. */
  async read(): Promise<void> {
    if (this.#isReading || this.#isLeft) return;
    // A generator that has thrown ends: asked again, it would seem that there was nothing more.
    if (this.#failure !== undefined) throw this.#failure;
    this.#isReading = true;
    try {
      await this.#readOn();
    } catch (error) {
      this.#failure = new Error("The ledger could not be read to its end", { cause: error });
      throw error;
    } finally {
      this.#isReading = false;
    }
  }

  /** Stops reading. */
  leave(): void {
    this.#isLeft = true;
    void this.#rows.return();
  }

  async #readOn(): Promise<void> {
    const { flow, clock, onProgress } = this.#parts;
    let told = clock();
    while (!this.isWhole) {
      const next = await this.#rows.next();
      if (this.#isLeft) return;
      if (next.done === true) {
        this.#isAtEnd = true;
        return;
      }
      flow.add(next.value);
      this.#requests += 1;
      this.#oldestDay = dayOfFile(next.value.file);
      if (clock() - told < partAfterMs) continue;
      onProgress();
      told = clock();
    }
  }
}
