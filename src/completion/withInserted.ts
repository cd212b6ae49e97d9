import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Fitting } from "./site.ts";

/** The document as it is once a suggestion is taken, with the position behind it. */
export function withInserted(snapshot: EditorSnapshot, { text, replaced }: Fitting): EditorSnapshot {
  const { text: document, offset } = snapshot;
  return {
    ...snapshot,
    text: document.slice(0, offset) + text + document.slice(offset + replaced),
    offset: offset + text.length,
  };
}
