import { isInText, type Vicinity } from "../vicinity.ts";

/** Fewer characters than this, blanks aside, may be written twice for a reason. */
const fewest = { ofLine: 3, ofLines: 12 };
const mostLines = 30;
/** No word that is half written is longer, in characters. */
const longestWord = 100;

/**
 * Leaves out the beginning of a text that repeats what stands before the position: the last lines of it, the position's
 * own line, or the half word the position is in.
 */
export function withoutEcho(text: string, vicinity: Vicinity): string {
  return text.slice(echoLength(text, vicinity));
}

/** How many characters of the beginning of a text are such an echo. */
function echoLength(text: string, vicinity: Vicinity): number {
  const ofLines = linesEcho(text, vicinity);
  return ofLines === 0 ? lineEcho(text, vicinity) || wordEcho(text, vicinity) : ofLines;
}

function lead(text: string): number {
  return text.length - text.trimStart().length;
}

/** The last lines above and the position's own, whole. */
function linesEcho(text: string, { above, linePrefix }: Vicinity): number {
  const skipped = lead(text);
  let echo = linePrefix;
  let length = 0;
  for (const line of above.toReversed().slice(0, mostLines)) {
    echo = `${line}\n${echo}`;
    const repeated = echo.trimStart();
    if (repeated.trim().length >= fewest.ofLines && text.startsWith(repeated, skipped))
      length = skipped + repeated.length;
  }
  return length;
}

function lineEcho(text: string, { linePrefix }: Vicinity): number {
  const repeated = linePrefix.trimStart();
  if (repeated.trim().length < fewest.ofLine || !/[\p{L}_]/u.test(repeated)) return 0;
  const skipped = lead(text);
  return text.startsWith(repeated, skipped) ? skipped + repeated.length : 0;
}

/**
 * A word that is half written and begun again. Where the document has the word that both together would make, and in
 * sentences, what was written is its other half.
 */
function wordEcho(text: string, vicinity: Vicinity): number {
  const { linePrefix, above, below } = vicinity;
  const half = /[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(linePrefix.slice(-longestWord))?.[0] ?? "";
  if (half === "" || !text.startsWith(half)) return 0;
  if (half.length === 1 && isInText(vicinity)) return 0;
  const whole = half + (/^[\p{L}\p{N}_$]*/u.exec(text)?.[0] ?? "");
  const isKnown = [...above, linePrefix, ...below].some((line) => line.includes(whole));
  return isKnown ? 0 : half.length;
}
