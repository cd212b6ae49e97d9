import type { ExcludedDocument } from "../context/attachment.ts";
import { nameOf } from "../base/nameOf.ts";
import { exclusionSentence } from "../context/pathVerdict.ts";

/** Why a document or its selection is not offered as context. */
export function excludedSentence({ path, because }: ExcludedDocument): string {
  switch (because.kind) {
    case "selectionTooLarge":
      return "The selection is too large to attach.";
    case "fileTooLarge":
      return `${nameOf(path)} is too large to attach.`;
    case "never":
    case "deviceOnly":
      return exclusionSentence(path, because);
  }
}
