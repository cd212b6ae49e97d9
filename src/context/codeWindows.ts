import type { CodeFile, Lines } from "./codeFile.ts";

/** A piece of a document that is found or not found as a whole. */
export type CodeWindow = { readonly lines: Lines; readonly text: string };

/** Lines of a window: about one screen, a function with what is around it. */
const height = 40;
/** Lines from the start of one window to the next: half of them overlap, so that nothing is always cut in two. */
const stride = 20;

/** A window with more characters than this was not written by hand, and would be searched for too long. */
const mostCharacters = 8000;

/** Cuts a document into windows that overlap; what is left over at its end is part of the last one. */
export function* codeWindows({ text: whole }: Pick<CodeFile, "text">): Generator<CodeWindow> {
  const rows = whole.split(/\r?\n/);
  for (let from = 0; from === 0 || from + stride < rows.length; from += stride) {
    const window = rows.slice(from, from + height);
    const text = window.join("\n");
    if (text.trim() !== "" && text.length <= mostCharacters)
      yield { lines: { first: from + 1, last: from + window.length }, text };
  }
}
