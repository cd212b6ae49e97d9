import { signal, type ReadonlySignal } from "@preact/signals";
import { say } from "../../src/terms/words.ts";

/** A draft that somebody tried to send while an answer was made: it stays, and why is told until the answer has ended. */
export class HeldDraft {
  /** Why it was not sent, when it was not. */
  readonly sentence: ReadonlySignal<string | undefined>;
  readonly #sentence = signal<string | undefined>(undefined);

  constructor() {
    this.sentence = this.#sentence;
  }

  /** It was not sent; the result says why. */
  hold(): string {
    return (this.#sentence.value = say(
      "An answer is still being made. Wait for it, or stop it with Escape.",
    ));
  }

  /** It can be sent now. */
  release(): void {
    this.#sentence.value = undefined;
  }
}
