import type { EditorSnapshot } from "./editorSnapshot.ts";

/** A document's name and text, without a position in it. */
export type CodeFile = Omit<EditorSnapshot, "offset">;

/** Lines of a document, 1-based, both included. */
export type Lines = { readonly first: number; readonly last: number };

/** Whether two runs of lines share one. */
export function overlap(a: Lines, b: Lines): boolean {
  return a.first <= b.last && b.first <= a.last;
}
