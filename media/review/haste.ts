/** How long what is shown must have stood there before a press that sends is taken for meant, in milliseconds. */
export const hasteMs = 500;

/** What of an event tells when it happened, in milliseconds since the page began, and whether a person made it. */
export type Press = Pick<Event, "timeStamp" | "isTrusted">;

/**
 * Tells a press that was meant from one that was not: typed ahead for what was there before, or led under the pointer.
 * Times are those of the events themselves, so a slow page changes nothing.
 */
export class Haste {
  #changedMs = Number.NEGATIVE_INFINITY;

  /** Something else is shown now, or the view has just come to the front. */
  changed(atMs: number): void {
    this.#changedMs = atMs;
  }

  /** Whether a person pressed, and late enough to have seen what for. */
  isMeant({ timeStamp, isTrusted }: Press): boolean {
    return isTrusted && timeStamp - this.#changedMs >= hasteMs;
  }
}
