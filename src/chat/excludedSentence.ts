import type { ExcludedDocument } from "../context/attachment.ts";
import { nameOf } from "../base/nameOf.ts";
import { exclusionSentence } from "../context/pathVerdict.ts";
import { say } from "../terms/words.ts";

/** Why a document or its selection is not offered as context. */
export function excludedSentence({ path, because }: ExcludedDocument): string {
  switch (because.kind) {
    case "selectionTooLarge":
      return say("The selection is too large to attach.");
    case "fileTooLarge":
      return say("{0} is too large to attach.", nameOf(path));
    case "never":
    case "deviceOnly":
      return exclusionSentence(path, because);
  }
}
