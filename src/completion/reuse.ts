import type { EditorSnapshot } from "../context/editorSnapshot.ts";

/** A suggestion together with the document it was made for. */
export type Shown = { readonly snapshot: EditorSnapshot; readonly text: string };

/**
 * What is left of a shown suggestion after the user typed into it, or `undefined` when what they typed is something
 * else, or anything but the text before the position has changed.
 */
export function remainder(shown: Shown, now: EditorSnapshot): string | undefined {
  const { snapshot: before, text } = shown;
  if (before.uri !== now.uri || now.offset < before.offset) return undefined;
  const typed = now.text.slice(before.offset, now.offset);
  const samePrefix = now.text.startsWith(before.text.slice(0, before.offset));
  const sameSuffix = now.text.slice(now.offset) === before.text.slice(before.offset);
  if (!samePrefix || !sameSuffix || !text.startsWith(typed) || typed.length >= text.length) return undefined;
  return text.slice(typed.length);
}
