import type { Restriction } from "./pathVerdict.ts";
import type { FileSource } from "../terms/source.ts";

/** Text the user put beside a question, with the document and lines it came from. */
export type Attachment = {
  readonly source: FileSource;
  readonly languageId: string;
  readonly text: string;
  /** Set for a prompt of the project's: it speaks to the model itself, and is no text that the question is about. */
  readonly use?: "prompt";
  /** The rule that kept it on this device when it was put beside a question. It stays, whatever becomes of the rule. */
  readonly stays?: Restriction;
};

/** A document that is open and not offered as context, because of a path rule or its size. */
export type ExcludedDocument = {
  readonly uri: string;
  readonly path: string;
  readonly because: Restriction | { readonly kind: "selectionTooLarge" | "fileTooLarge" };
};
