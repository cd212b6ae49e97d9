import { batch, signal, type ReadonlySignal } from "@preact/signals";
import type {
  DecisionsView,
  FromReviewView,
  ReviewView,
  ToReviewView,
} from "../../src/protocol/reviewMessages.ts";
import { Haste, type Press } from "./haste.ts";

/** What the store needs from the world. */
export type ReviewSurroundings = {
  readonly post: (message: FromReviewView) => void;
  /** Milliseconds since the page began. */
  readonly now: () => number;
};

type Unnamed<M> = M extends { readonly review: string } ? Omit<M, "review"> : never;

/** Something a person does; the store adds which question it is for. */
export type Act = Unnamed<FromReviewView>;

/** The state of the consent view, as the host described it. */
export class ReviewStore {
  readonly review: ReadonlySignal<ReviewView | undefined>;
  readonly decisions: ReadonlySignal<DecisionsView>;
  /** Whether the last press that would have sent came too soon. */
  readonly wasTooSoon: ReadonlySignal<boolean>;
  readonly #surroundings: ReviewSurroundings;
  readonly #review = signal<ReviewView | undefined>(undefined);
  readonly #decisions = signal<DecisionsView>({ findings: [] });
  readonly #wasTooSoon = signal(false);
  readonly #haste = new Haste();

  constructor(surroundings: ReviewSurroundings) {
    this.#surroundings = surroundings;
    this.review = this.#review;
    this.decisions = this.#decisions;
    this.wasTooSoon = this.#wasTooSoon;
  }

  /** Takes a message from the host. */
  receive(message: ToReviewView): void {
    if (message.type === "decisions" && message.review !== this.#review.value?.id) return;
    this.changed(this.#surroundings.now());
    batch(() => {
      if (message.type === "review") this.#review.value = message.review;
      this.#decisions.value = message.decisions;
      this.#wasTooSoon.value = false;
    });
  }

  /** Something else is under the pointer or the keyboard since `atMs`. */
  changed(atMs: number): void {
    this.#haste.changed(atMs);
  }

  /** Tells the host what was decided. */
  act(act: Act): void {
    const review = this.#review.value?.id;
    if (review !== undefined) this.#surroundings.post({ ...act, review });
  }

  /** As {@link act}, for what lets something out: a press that cannot have been meant is answered, and does nothing. */
  actWhenMeant(act: Act, press: Press): void {
    const isMeant = this.#haste.isMeant(press);
    this.#wasTooSoon.value = !isMeant;
    if (isMeant) this.act(act);
  }
}
