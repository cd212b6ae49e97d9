import type { Draft, DraftContent } from "./draft.ts";

/** Brands what a builder of this room has put together; no other room may import this file. */
export function makeDraft(content: DraftContent): Draft {
  return content as Draft;
}
