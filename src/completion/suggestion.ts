import type { Restriction } from "../context/pathVerdict.ts";
import type { SendFailure } from "../sending/sendEvent.ts";

/** Text to insert at the position it was asked for. */
export type Suggestion = { readonly text: string };

/** Why there is no suggestion. */
export type NoSuggestion =
  /** The editor moved on. */
  | { readonly kind: "cancelled" }
  /** There is nothing sensible to add here: inside a word, or the document is too large. */
  | { readonly kind: "unsuitable"; readonly because: "insideWord" | "tooLarge" }
  /** A path rule excludes the document. */
  | { readonly kind: "excluded"; readonly path: string; readonly restriction: Restriction }
  /** The model had nothing to add. */
  | { readonly kind: "empty" }
  | {
      readonly kind: "failed";
      readonly failure: SendFailure;
      readonly server: string;
      /** Address of the server, once one was chosen. */
      readonly url?: string;
      readonly model: string;
      /** Seconds until it may be asked again, when only time has to pass. */
      readonly againInS?: number;
    };
