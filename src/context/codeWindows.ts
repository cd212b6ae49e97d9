import type { CodeFile, Lines } from "./codeFile.ts";

/** A piece of a document that is found or not found as a whole. */
export type CodeWindow = { readonly lines: Lines; readonly text: string };

/** Lines of a window: about one screen, a function with what is around it. */
const height = 40;
/** Lines from the start of one window to the next: half of them overlap, so that nothing is always cut in two. */
const stride = 20;

/** Cuts a document into windows that overlap; what is left over at its end is part of the last one. */
export function* codeWindows({ text }: Pick<CodeFile, "text">): Generator<CodeWindow> {
  const rows = text.split(/\r?\n/);
  for (let from = 0; from === 0 || from + stride < rows.length; from += stride) {
    const window = rows.slice(from, from + height);
    if (window.some((row) => row.trim() !== ""))
      yield { lines: { first: from + 1, last: from + window.length }, text: window.join("\n") };
  }
}
