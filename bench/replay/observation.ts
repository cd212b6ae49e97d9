/** What happened in a session, in milliseconds of the session's own time; one list is all that is measured from. */
export type Observation =
  /** A key was pressed, or a suggestion taken with one. */
  | { readonly kind: "key"; readonly atMs: number }
  /** A provider answered for the document as it still is. */
  | {
      readonly kind: "answer";
      readonly atMs: number;
      /** When the change was made that it answers. */
      readonly changedMs: number;
      readonly askedMs: number;
      /** `none`: no item; `stale`: an item that contradicts the document, so that the editor shows nothing. */
      readonly what: "none" | "shown" | "stale";
    }
  /** Somebody typed what was shown, and the answer to that took it away or put something else there. */
  | { readonly kind: "flicker"; readonly atMs: number }
  /** A suggestion was taken over, or a word of it. */
  | {
      readonly kind: "accept";
      readonly atMs: number;
      readonly characters: number;
      readonly whole: boolean;
      /** Whether there is more to type at this place. */
      readonly goesOn: boolean;
    }
  /** So many characters that had been taken over were deleted again. */
  | { readonly kind: "regret"; readonly atMs: number; readonly characters: number }
  /** Somebody stopped for at least 300 ms; `covered`: there was ghost text before they went on. */
  | { readonly kind: "pause"; readonly atMs: number; readonly covered: boolean };
