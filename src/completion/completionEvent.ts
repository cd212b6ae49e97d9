/** Which model completed in which language. */
export type Subject = { readonly model: string; readonly languageId: string };

/** What happens to suggestions and requests, for statistics that never leave the machine. Durations in milliseconds. */
export type CompletionEvent =
  /** A request has ended, or was given up (`aborted`). */
  | (Subject & {
      readonly kind: "answered";
      readonly aborted: boolean;
      /** From sending to the first text. */
      readonly firstTextMs?: number;
      /** The prompt, as the server counted it. */
      readonly promptTokens?: number;
      /** Estimated from what the server spent on the prompt: tokens that it did not have already. */
      readonly evaluatedTokens?: number;
    })
  /** A suggestion is on the screen for the first time, so long after the keystroke it answers. */
  | (Subject & {
      readonly kind: "shown";
      readonly id: string;
      readonly characters: number;
      readonly withoutRequest: boolean;
      readonly afterMs: number;
    })
  /** So many characters of it are in the document now; `all`: nothing of it is left. */
  | (Subject & {
      readonly kind: "accepted";
      readonly id: string;
      readonly characters: number;
      readonly all: boolean;
      readonly how: "taken" | "typed";
    })
  /** It went away without a character of it taken. */
  | (Subject & { readonly kind: "ignored"; readonly id: string; readonly characters: number })
  /** Five minutes after it was accepted: the share (0 to 1) of its characters that still stand in the document. */
  | (Subject & { readonly kind: "kept"; readonly id: string; readonly share: number });
