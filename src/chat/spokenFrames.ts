import type { Disposable } from "../base/disposable.ts";
import type { Spoken } from "../sending/sendEvent.ts";

/** What {@link SpokenFrames} is built from. */
export type SpokenFramesParts = {
  /** Calls back once, about a frame later. */
  readonly nextFrame: (callback: () => void) => Disposable;
  /** Told what came within a frame, in one piece. */
  readonly tell: (spoken: Spoken) => void;
};

/** Gathers the pieces of an answer that come within one frame: whoever draws them need not draw more often. */
export class SpokenFrames implements Disposable {
  readonly #parts: SpokenFramesParts;
  #pending: Spoken | undefined;
  #frame: Disposable | undefined;

  constructor(parts: SpokenFramesParts) {
    this.#parts = parts;
  }

  /** Takes a piece; one of another kind than those before it tells them first. */
  add(spoken: Spoken): void {
    if (this.#pending?.kind !== spoken.kind) this.flush();
    this.#pending = { kind: spoken.kind, text: (this.#pending?.text ?? "") + spoken.text };
    this.#frame ??= this.#parts.nextFrame(() => {
      this.flush();
    });
  }

  /** Tells what there is at once. */
  flush(): void {
    this.dispose();
    const spoken = this.#pending;
    this.#pending = undefined;
    if (spoken !== undefined) this.#parts.tell(spoken);
  }

  /** Waits for no frame any more. */
  dispose(): void {
    this.#frame?.dispose();
    this.#frame = undefined;
  }
}
