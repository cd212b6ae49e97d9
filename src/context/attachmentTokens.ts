import type { Attachment } from "./attachment.ts";
import { estimateTokens } from "./estimateTokens.ts";
import { pictureTokens } from "./pictureTokens.ts";

const estimates = new WeakMap<Attachment, number>();

/** An estimate of an attachment's tokens, made once for each: it never changes, and is shown again and again. */
export function attachmentTokens(attachment: Attachment): number {
  const known = estimates.get(attachment);
  if (known !== undefined) return known;
  const { picture, text } = attachment;
  const tokens = picture === undefined ? estimateTokens(text) : pictureTokens(picture);
  estimates.set(attachment, tokens);
  return tokens;
}
