import { sharedEnd, sharedStart } from "./sharedLength.ts";

/** Share of a suffix that may differ from the one that was sent before. */
const tolerance = 0.1;

/** Lines that only close something, as the editor puts them below the position by itself. */
const closingLines = /^(?:[ \t]*[)\]}]+[;,]?[ \t]*\r?\n)+/;

/**
 * Whether a suffix that was sent before still serves: but for lines at its beginning that only close something its first
 * line is the same, and no more than a tenth of it changed in one place. Sending it again costs nothing; sending the new
 * one makes the server read everything behind the change.
 */
export function isSameSuffix(old: string, now: string): boolean {
  return old === now || isNearly(old.replace(closingLines, ""), now.replace(closingLines, ""));
}

function isNearly(old: string, now: string): boolean {
  if (old === now) return true;
  const firstLine = old.slice(0, old.indexOf("\n") + 1);
  if (firstLine.trim() === "" || !now.startsWith(firstLine)) return false;
  const head = sharedStart(old, now);
  const tail = Math.min(sharedEnd(old, now), Math.min(old.length, now.length) - head);
  const changed = Math.max(old.length, now.length) - head - tail;
  return changed <= tolerance * old.length;
}
