import type { MarkedWord } from "./suggestionStore.ts";

/** The command that is being written at a caret: a `/` at the very beginning, and no blank or further `/` behind it. */
export function slashAt(text: string, caret: number): MarkedWord | undefined {
  const query = /^\/([^\s/]*)$/.exec(text.slice(0, caret))?.[1];
  return query === undefined ? undefined : { start: 0, query };
}
