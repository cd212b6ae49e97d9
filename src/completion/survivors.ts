import { fromEnd, type TextChange } from "./textChange.ts";

/** A stretch of a document, from its first character to the one behind its last. */
export type Stretch = { readonly start: number; readonly end: number };

/** What is left of stretches after a document has changed, and where: only characters that nobody touched are left. */
export function survivors(stretches: readonly Stretch[], changes: readonly TextChange[]): readonly Stretch[] {
  let left = stretches;
  for (const change of fromEnd(changes)) left = left.flatMap((stretch) => afterChange(stretch, change));
  return left;
}

/** How many characters stretches have together. */
export function charactersOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0);
}

function afterChange({ start, end }: Stretch, { offset, removed, text }: TextChange): readonly Stretch[] {
  const shift = text.length - removed;
  const behind = offset + removed;
  return [
    { start, end: Math.min(end, offset) },
    { start: Math.max(start, behind) + shift, end: end + shift },
  ].filter((part) => part.end > part.start);
}
