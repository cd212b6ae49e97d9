import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import { lineStart } from "../prompt/wholeLines.ts";

/** What stands on the lines of a position, seen from the beginning of the line it was on before. */
export type Typed = {
  /** The line before, up to the position before. */
  readonly before: string;
  /** From the beginning of that line to the position now. */
  readonly now: string;
};

/**
 * What was typed between two states of a document, or `undefined` when anything else has changed: above the line of the
 * first position, or below the line of the second.
 */
export function typedSince(base: EditorSnapshot, now: EditorSnapshot): Typed | undefined {
  if (base.uri !== now.uri) return undefined;
  const start = lineStart(base.text, base.offset);
  if (now.offset < start || !now.text.startsWith(base.text.slice(0, start))) return undefined;
  if (below(now) !== below(base)) return undefined;
  return { before: base.text.slice(start, base.offset), now: now.text.slice(start, now.offset) };
}

function below({ text, offset }: EditorSnapshot): string {
  const end = text.indexOf("\n", offset);
  return end === -1 ? "" : text.slice(end);
}
