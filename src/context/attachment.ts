import type { FileSource } from "../terms/source.ts";

/** Text the user put beside a question, with the document and lines it came from. */
export type Attachment = {
  readonly source: FileSource;
  readonly languageId: string;
  readonly text: string;
};
