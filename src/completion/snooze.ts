import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { NoSuggestion } from "./suggestion.ts";
import { say } from "../terms/words.ts";

/** What a snooze goes by. */
export type SnoozeParts = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
};

/** Quiet for a while, in this window only and not beyond its reload, as the editor's own snooze has it. */
export class Snooze implements Disposable {
  readonly #parts: SnoozeParts;
  readonly #changed = createEmitter<undefined>();
  #untilMs = 0;
  #end: Disposable | undefined;

  /** Fires when quiet begins, and when it ends. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: SnoozeParts) {
    this.#parts = parts;
  }

  /** Begins, or goes on for so many minutes from now; infinity: until the window is reloaded. */
  start(minutes: number): void {
    const milliseconds = minutes * 60_000;
    this.#untilMs = this.#parts.now() + milliseconds;
    this.#end?.dispose();
    // No timer holds as long as infinity.
    this.#end = Number.isFinite(milliseconds)
      ? this.#parts.later(milliseconds, () => {
          this.end();
        })
      : undefined;
    this.#changed.fire(undefined);
  }

  /** Ends at once. */
  end(): void {
    this.#untilMs = 0;
    this.#end?.dispose();
    this.#changed.fire(undefined);
  }

  /** The reason for no suggestion while it lasts. By the clock: a machine that slept may not have been woken by a timer. */
  current(): Extract<NoSuggestion, { kind: "snoozed" }> | undefined {
    return this.#parts.now() < this.#untilMs ? { kind: "snoozed", untilMs: this.#untilMs } : undefined;
  }

  dispose(): void {
    this.#end?.dispose();
  }
}

/** `snoozed until 14:05`, by this machine's clock. */
export function snoozeWords(untilMs: number): string {
  return Number.isFinite(untilMs)
    ? say("snoozed until {0}", new Date(untilMs).toTimeString().slice(0, 5))
    : say("snoozed until this window is reloaded");
}
