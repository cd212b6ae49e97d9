import type { Restriction } from "./pathVerdict.ts";
import type { Picture } from "../terms/picture.ts";
import type { AttachedSource } from "../terms/source.ts";

/** Text the user put beside a question, with what it came from: a document and its lines, a terminal, the clipboard. */
export type Attachment = {
  readonly source: AttachedSource;
  readonly languageId: string;
  /** Empty for a picture. */
  readonly text: string;
  /** Set for a prompt of the project's: it speaks to the model itself, and is no text that the question is about. */
  readonly use?: "prompt";
  /** How much of the whole it is, when that was too long: `first 1,000 of 1,501 lines`. */
  readonly cut?: string;
  readonly picture?: Picture;
  /** The rule that kept it on this device when it was put beside a question. It stays, whatever becomes of the rule. */
  readonly stays?: Restriction;
};

/** A document that is open and not offered as context, because of a path rule or its size. */
export type ExcludedDocument = {
  readonly uri: string;
  readonly path: string;
  readonly because: Restriction | { readonly kind: "selectionTooLarge" | "fileTooLarge" };
};
