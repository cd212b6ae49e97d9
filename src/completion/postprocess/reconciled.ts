import { scanCode, type Open } from "../../context/scanCode.ts";
import type { Fitting } from "../site.ts";
import { mayGrowLines, type Vicinity } from "../vicinity.ts";

/** No more of a line behind the position is looked at, in characters. */
const longestTail = { ofCode: 200, ofClosers: 24 };
/** So much of a line, in characters, is not written twice by chance. */
const tellingLength = 4;

/**
 * Settles who writes what stands behind the position on its line. What ends a text of one line and stands there already
 * is left out of it; what stands there and is inside a text, below its first line, or behind a blank, is replaced by it.
 */
export function reconciled(text: string, vicinity: Vicinity): Fitting {
  const ended = text.trimEnd();
  if (!mayGrowLines(vicinity)) {
    return {
      text: withoutCode(text, vicinity.lineSuffix.slice(0, longestTail.ofCode).trimEnd()),
      replaced: 0,
    };
  }
  const tail = vicinity.lineSuffix.slice(0, longestTail.ofClosers).trimEnd();
  const replaced = coveredLength(ended, tail, vicinity);
  if (replaced === 0) return { text, replaced };
  const before = ended.slice(0, -replaced);
  const isAtEnd = ended.endsWith(tail.slice(0, replaced)) && !/\n|\s$/.test(before);
  return isAtEnd ? { text: before, replaced: 0 } : { text: ended, replaced };
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
 * How much of a tail of closers a text stands for: the most of it whose characters the text has, in their order, and
 * without which the line leaves open just what it leaves open now.
 */
function coveredLength(text: string, tail: string, { dialect, onLine }: Vicinity): number {
  const wanted = balance(tail, onLine.open);
  for (let length = tail.length; length > 0; length -= 1) {
    const [covered, left] = [tail.slice(0, length), tail.slice(length)];
    const isWhole = !/\s$/.test(covered) && (!/[;,:]$/.test(covered) || text.endsWith(covered.slice(-1)));
    if (isWhole && isWithin(covered, text) && balance(text + left, onLine.open) === wanted) return length;
  }
  return 0;

  /** What a piece of code leaves open, and how much it closes that it did not open, as a text to compare. */
  function balance(code: string, given: readonly Open[]): string {
    const { open, foreign } = scanCode(code, dialect, given);
    return `${foreign.length} ${open.map(({ closer }) => closer).join("")}`;
  }
}

/** Whether all characters of a part stand in a text in their order, others between them. */
function isWithin(part: string, text: string): boolean {
  let found = 0;
  for (const character of text) if (character === part[found]) found += 1;
  return found === part.length;
}
