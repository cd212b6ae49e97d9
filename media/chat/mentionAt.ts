import type { MarkedWord } from "./suggestionStore.ts";

/** The mention that is being written at a caret: an `@` at the beginning of a word, and no blank behind it. */
export function mentionAt(text: string, caret: number): MarkedWord | undefined {
  const found = /(?:^|\s)@(\S*)$/.exec(text.slice(0, caret));
  const query = found?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, query };
}
