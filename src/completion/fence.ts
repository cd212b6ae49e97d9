import type { Vicinity } from "./vicinity.ts";

/** Whether a line begins or ends a block of code in Markdown. */
export function isFence(line: string): boolean {
  return /^\s*(?:```|~~~)/.test(line);
}

/** Whether the document has fences around the position: then one more is text like any other. */
export function hasFences({ above, below }: Vicinity): boolean {
  return above.some(isFence) || below.some(isFence);
}
