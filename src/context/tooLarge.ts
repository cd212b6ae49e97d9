import { nameOf } from "./pathVerdict.ts";

/** Characters above which neither a file nor a selection is offered as context, in UTF-16 code units. */
export const largestAttachment = 100_000;

/** Why text is not offered as context, as a sentence, when it is larger than {@link largestAttachment}. */
export function tooLarge(text: {
  readonly path: string;
  readonly isSelection: boolean;
  readonly characters: number;
}): string | undefined {
  if (text.characters <= largestAttachment) return undefined;
  return `${text.isSelection ? "The selection" : nameOf(text.path)} is too large to attach.`;
}
