import type { Restriction } from "../context/pathVerdict.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import type { Unfit } from "./site.ts";

/** Where a suggestion came from: only the first cost the server anything. */
export type Origin = "server" | "shown" | "cache" | "joined" | "reindented";

/** Text to insert at the position it was asked for. */
export type Suggestion = {
  /** Tells it from every other one; the rest of one that is typed into keeps its id. */
  readonly id: string;
  readonly text: string;
  /** Characters behind the position, on its own line, that the text stands in place of. */
  readonly replaced: number;
  readonly origin: Origin;
  readonly model: string;
};

/** Why this is no place for a suggestion. */
export type Unsuitable =
  | "insideWord"
  /** Code stands behind the position on its line. */
  | "codeBehind"
  | "tooLarge"
  | "longLine"
  | "severalCursors"
  /** The document cannot be written to, or is shown to compare. */
  | "readOnly"
  /** Git waits for a message, or for an order of commits. */
  | "commitMessage"
  /** What is selected in the list of the editor's own suggestions leaves no room. */
  | "otherSuggestion";

/** Why there is no suggestion. */
export type NoSuggestion =
  /** The editor moved on. */
  | { readonly kind: "cancelled" }
  /** There is nothing sensible to add here. */
  | { readonly kind: "unsuitable"; readonly because: Unsuitable }
  /** The user switched it off for this language, or for this file by a pattern. */
  | { readonly kind: "off"; readonly languageId: string; readonly pattern?: string }
  /** The user wanted quiet for a while; the time it ends, in milliseconds since 1970. */
  | { readonly kind: "snoozed"; readonly untilMs: number }
  /** A path rule excludes the document. */
  | { readonly kind: "excluded"; readonly path: string; readonly restriction: Restriction }
  /** The server answers a chat, and has room for one request only. */
  | { readonly kind: "busyWithChat"; readonly server: string }
  /** The model had nothing to add. */
  | { readonly kind: "empty" }
  /** What the model wrote does not fit. */
  | { readonly kind: "unfit"; readonly because: Unfit; readonly model: string }
  /** The model was not sure enough of what it wrote: its mean log-probability per token. */
  | { readonly kind: "unsure"; readonly model: string; readonly meanLogprob: number }
  | {
      readonly kind: "failed";
      readonly failure: SendFailure;
      readonly server: string;
      /** Address of the server, once one was chosen. */
      readonly url?: string;
      readonly model: string;
      /** Seconds until it may be asked again, when only time has to pass. */
      readonly againInS?: number | undefined;
    };
