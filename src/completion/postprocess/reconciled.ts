import { scanCode } from "../scanCode.ts";
import type { Fitting } from "../site.ts";
import { mayGrowLines, type Vicinity } from "../vicinity.ts";

/** No more of a line behind the position is looked at, in characters. */
const longestTail = 200;
/** So much of a line, in characters, is not written twice by chance. */
const tellingLength = 4;

/**
 * Settles who writes what stands behind the position on its line. What ends a text of one line and stands there already
 * is left out of it; what stands there and is inside a text, or below its first line, is replaced by it.
 */
export function reconciled(text: string, vicinity: Vicinity): Fitting {
  const tail = vicinity.lineSuffix.slice(0, longestTail).trimEnd();
  if (tail === "") return { text, replaced: 0 };
  if (!mayGrowLines(vicinity)) return { text: withoutCode(text, tail), replaced: 0 };
  const replaced = coveredLength(text, tail, vicinity);
  if (replaced === 0) return { text, replaced };
  const covered = tail.slice(0, replaced);
  const ended = text.trimEnd();
  return !ended.includes("\n") && ended.endsWith(covered)
    ? { text: ended.slice(0, -replaced), replaced: 0 }
    : { text: ended, replaced };
}

/** Leaves out the end of a text that goes on into the code behind the position. */
function withoutCode(text: string, tail: string): string {
  const ended = text.trimEnd();
  for (let length = tail.length; length > 0; length -= 1) {
    const isTelling = length === tail.length || length >= tellingLength;
    if (isTelling && ended.endsWith(tail.slice(0, length))) return ended.slice(0, -length);
  }
  return text;
}

/**
 * How much of the tail a text writes for itself, beginning with the first thing it ends that it did not begin. A closer
 * that ends what the text began is its own.
 */
function coveredLength(text: string, tail: string, { dialect, open }: Vicinity): number {
  const { foreign } = scanCode(text, dialect, open);
  const ended = text.trimEnd();
  const terminator = /[;,:]?$/.exec(ended)?.[0] ?? "";
  const from = foreign[0] ?? ended.length - terminator.length;
  const begin = text.slice(0, from).trimEnd().length;
  for (let length = tail.length; length > 0; length -= 1) {
    const part = tail.slice(0, length);
    if (/\s$/.test(part) || closersIn(part) > foreign.length) continue;
    if (/[;,:]$/.test(part) && !ended.endsWith(part.slice(-1))) continue;
    if (isWithin(part, ended.slice(begin))) return length;
  }
  return 0;
}

function closersIn(part: string): number {
  return part.match(/[)\]}"'`]/g)?.length ?? 0;
}

/** Whether all characters of a part stand in a text in their order, others between them. */
function isWithin(part: string, text: string): boolean {
  let found = 0;
  for (const character of text) if (character === part[found]) found += 1;
  return found === part.length;
}
