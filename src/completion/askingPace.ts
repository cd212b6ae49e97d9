import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import type { CompletionEvent } from "./completionEvent.ts";
import { triggerDelayMs } from "./trigger.ts";
import { unknownRhythm, withKey } from "./typingRhythm.ts";

/** How long after taking a suggestion the next one is asked for at once, in milliseconds. */
const afterAcceptMs = 500;
/** Suggestions shorter than this annoy when nobody wants them, in characters. */
const shortLength = 12;
/** After so long without another one they are forgiven, in milliseconds. */
const forgivenMs = 10 * 60_000;

/** Where somebody waits, and what is known of who would answer. */
export type PaceFacts = {
  readonly snapshot: EditorSnapshot;
  readonly manual: boolean;
  /** Whether the machine should be spared. */
  readonly eco: boolean;
  /** Median time to a first line, in milliseconds; `undefined` before the first answer. */
  readonly lineMs: number | undefined;
};

/** How soon this person is asked for: learned from how they type, and from what they take and ignore. */
export class AskingPace {
  readonly #clock: () => number;
  #rhythm = unknownRhythm;
  #acceptedMs = Number.NEGATIVE_INFINITY;
  #ignoredInARow = 0;
  #ignoredMs = Number.NEGATIVE_INFINITY;

  /** The clock in milliseconds, monotonic. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** A key was pressed. */
  key(): void {
    this.#rhythm = withKey(this.#rhythm, this.#clock());
  }

  /** Learns what became of a suggestion. */
  note(event: CompletionEvent): void {
    const now = this.#clock();
    if (event.kind === "accepted") {
      this.#acceptedMs = now;
      this.#ignoredInARow = 0;
    }
    if (event.kind === "ignored" && event.characters < shortLength) {
      this.#ignoredInARow = this.#unwanted() + 1;
      this.#ignoredMs = now;
    }
  }

  /** How long to wait before a server is asked, in milliseconds. */
  delayMs({ snapshot, ...facts }: PaceFacts): number {
    const { linePrefix, lineSuffix } = surroundings(snapshot);
    return triggerDelayMs({
      ...{ ...facts, linePrefix, lineSuffix },
      ignoredInARow: this.#unwanted(),
      afterAccept: this.#clock() - this.#acceptedMs < afterAcceptMs,
      gapMs: this.#rhythm.gapMs,
    });
  }

  /** Short suggestions in a row that nobody wanted; who does something else for a while comes back without them. */
  #unwanted(): number {
    return this.#clock() - this.#ignoredMs > forgivenMs ? 0 : this.#ignoredInARow;
  }
}
