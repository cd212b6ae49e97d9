/** Lets whoever else waits have a turn. */
export type SliceParts = {
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  /** Resolves when everything that was waiting has had its turn. */
  readonly yieldNow: () => Promise<unknown>;
};

/** Work goes on for so many milliseconds before others have their turn: a key that is typed is not felt to wait. */
const sliceMs = 6;

/** Cuts long work into slices: called often, it gives way when a slice is over. */
export class Slices {
  readonly #parts: SliceParts;
  #since = 0;

  constructor(parts: SliceParts) {
    this.#parts = parts;
  }

  /** Gives way if it is time to. */
  async breathe(): Promise<void> {
    if (this.#parts.clock() - this.#since < sliceMs) return;
    await this.#parts.yieldNow();
    this.#since = this.#parts.clock();
  }
}
